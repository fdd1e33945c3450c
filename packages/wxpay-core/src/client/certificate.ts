import { X509Certificate } from 'node:crypto'
import tls from 'node:tls'
import { WxPayError } from '../errors/wx-pay-error.ts'
import { findPemProblem } from './pem-problems.ts'

/** The merchant's client certificate: a PEM pair, or the p12 file (its passphrase is the merchant number at first). */
export type ClientCertificate = { certPem: string; keyPem: string } | { p12: Buffer; passphrase?: string }

/** What node:tls takes. */
export type TlsCertificate = { cert: string; key: string } | { pfx: Buffer; passphrase: string }

const refuse = (problem: string, cause?: unknown) =>
  new WxPayError('BAD_CERTIFICATE', `the client certificate cannot be used: ${problem}`, { cause })

/** Turns a certificate into options of node:tls and tries it out. @throws WxPayError BAD_CERTIFICATE */
export function readCertificate(certificate: ClientCertificate, mchId: string): TlsCertificate {
  return 'p12' in certificate ? readP12(certificate.p12, certificate.passphrase ?? mchId) : readPair(certificate)
}

function readPair({ certPem, keyPem }: { certPem: string; keyPem: string }): TlsCertificate {
  const problem = findPemProblem('certPem', certPem) ?? findPemProblem('keyPem', keyPem)
  if (problem !== undefined) throw refuse(problem)
  const options = { cert: certPem, key: keyPem }
  try {
    new X509Certificate(certPem)
  } catch (cause) {
    throw refuse('certPem is not a whole certificate. Likely cause: it was cut off, or a line is missing', cause)
  }
  try {
    tls.createSecureContext(options)
  } catch (cause) {
    throw refuse(explainKey(cause as Error), cause)
  }
  return options
}

/** The certificate can be read, so the key is at fault, or belongs to another one. */
function explainKey({ message }: Error): string {
  return /mismatch/i.test(message)
    ? 'keyPem is the key of another certificate; both come from one download of the merchant platform'
    : 'keyPem is not a whole private key. Likely cause: it was cut off, or a line is missing'
}

function readP12(p12: Buffer, passphrase: string): TlsCertificate {
  const problem = findP12Problem(p12)
  if (problem !== undefined) throw refuse(problem)
  const options = { pfx: p12, passphrase }
  try {
    tls.createSecureContext(options)
  } catch (cause) {
    throw refuse(explainP12(cause as Error), cause)
  }
  return options
}

const ASN1_SEQUENCE = 0x30

function findP12Problem(p12: unknown): string | undefined {
  if (!Buffer.isBuffer(p12)) return 'p12 is not a Buffer; expected the bytes of apiclient_cert.p12: readFileSync(path)'
  if (p12.length === 0) return 'p12 is empty. Likely cause: the file was not copied whole'
  if (p12[0] === ASN1_SEQUENCE) return undefined
  const start = p12.subarray(0, 64).toString('latin1')
  if (start.includes('-----BEGIN')) return 'p12 holds PEM text; pass it as certPem and keyPem'
  return /^[A-Za-z0-9+/=\s]+$/.test(start)
    ? "p12 holds base64 text; decode it first: Buffer.from(text, 'base64')"
    : 'p12 is not a PKCS#12 file; expected the bytes of apiclient_cert.p12'
}

function explainP12({ message }: Error): string {
  if (/mac verify/i.test(message)) return 'the passphrase of the p12 is wrong; at first it is the merchant number'
  if (/unsupported/i.test(message)) {
    return 'the p12 is in the old RC2/3DES form, which Node 17 and later refuse; use apiclient_cert.pem and apiclient_key.pem'
  }
  return 'p12 is not a whole PKCS#12 file. Likely cause: it was cut off, or copied as text'
}
