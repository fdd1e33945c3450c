export { type CertificateAuthority, openAuthority } from './authority.ts'
export type { IssuedCertificate } from './issue-certificate.ts'
export { toPkcs12 } from './to-pkcs12.ts'
