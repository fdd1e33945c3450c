import { createPrivateKey, X509Certificate } from 'node:crypto'
import tls from 'node:tls'
import { WxPayError } from '../errors/wx-pay-error.ts'
import { explainP12, findP12Problem } from './p12-problems.ts'
import { findPemProblem } from './pem-problems.ts'

/** The merchant's client certificate: a PEM pair, or the p12 file (its passphrase is the merchant number at first). */
export type ClientCertificate = { certPem: string; keyPem: string } | { p12: Buffer; passphrase?: string }

/** Options of node:tls. */
export type TlsCertificate = { cert: string; key: string } | { pfx: Buffer; passphrase: string }

const refuse = (problem: string, cause?: unknown) =>
  new WxPayError('BAD_CERTIFICATE', `the client certificate cannot be used: ${problem}`, { cause })

/** Turns a certificate into options of node:tls and tries it out. @throws WxPayError BAD_CERTIFICATE */
export function readCertificate(certificate: ClientCertificate, mchId: string): TlsCertificate {
  if (typeof certificate !== 'object' || certificate === null || certificate instanceof Uint8Array) {
    throw refuse('the option certificate is not an object; expected { certPem, keyPem } or { p12, passphrase }')
  }
  return 'p12' in certificate ? readP12(certificate.p12, certificate.passphrase ?? mchId) : readPair(certificate)
}

function readPair({ certPem, keyPem }: { certPem: string; keyPem: string }): TlsCertificate {
  const problem = findPemProblem('certPem', certPem) ?? findPemProblem('keyPem', keyPem)
  if (problem !== undefined) throw refuse(problem)
  if (!new X509Certificate(certPem).checkPrivateKey(createPrivateKey(keyPem))) {
    throw refuse('keyPem is the key of another certificate; both come from one download of the merchant platform')
  }
  return tryOut({ cert: certPem, key: keyPem }, ({ message }) => `TLS refuses certPem or keyPem: ${message}`)
}

function readP12(p12: Buffer, passphrase: string): TlsCertificate {
  const problem = findP12Problem(p12, passphrase)
  if (problem !== undefined) throw refuse(problem)
  return tryOut({ pfx: p12, passphrase }, (error) => explainP12(p12, error))
}

function tryOut<T extends TlsCertificate>(options: T, explain: (error: Error) => string): T {
  try {
    tls.createSecureContext(options)
  } catch (cause) {
    throw refuse(explain(cause as Error), cause)
  }
  return options
}
