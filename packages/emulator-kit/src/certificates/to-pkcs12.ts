import forge from 'node-forge'
import type { IssuedCertificate } from './issue-certificate.ts'

/**
 * Packs certificate, key and authority into a PKCS#12 file, the key under AES-256 (PBES2, HMAC-SHA-256), which Node's
 * OpenSSL 3 loads without its legacy provider.
 * @see https://www.rfc-editor.org/rfc/rfc7292
 */
export function toPkcs12(issued: IssuedCertificate, caPem: string, password: string): Buffer {
  const options = {
    algorithm: 'aes256',
    prfAlgorithm: 'sha256',
    count: 2048,
    saltSize: 16,
    generateLocalKeyId: true,
  } as const
  const asn1 = forge.pkcs12.toPkcs12Asn1(
    forge.pki.privateKeyFromPem(issued.keyPem),
    [forge.pki.certificateFromPem(issued.certPem), forge.pki.certificateFromPem(caPem)],
    password,
    options,
  )
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary')
}
