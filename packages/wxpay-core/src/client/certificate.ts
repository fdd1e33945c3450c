import tls from 'node:tls'
import { WxPayError } from '../errors/wx-pay-error.ts'

/** The merchant's client certificate: a PEM pair, or the p12 file (its passphrase is the merchant number at first). */
export type ClientCertificate = { certPem: string; keyPem: string } | { p12: Buffer; passphrase?: string }

/** What node:tls takes. */
export type TlsCertificate = { cert: string; key: string } | { pfx: Buffer; passphrase: string }

/** Turns a certificate into options of node:tls and tries it out. @throws WxPayError BAD_CERTIFICATE */
export function readCertificate(certificate: ClientCertificate, mchId: string): TlsCertificate {
  const options =
    'p12' in certificate
      ? { pfx: certificate.p12, passphrase: certificate.passphrase ?? mchId }
      : { cert: certificate.certPem, key: certificate.keyPem }
  try {
    tls.createSecureContext(options)
  } catch (cause) {
    const { message } = cause as Error
    throw new WxPayError('BAD_CERTIFICATE', `the client certificate cannot be used: ${message}. ${cure(message)}`, {
      cause,
    })
  }
  return options
}

function cure(message: string): string {
  if (/unsupported/i.test(message)) {
    return 'Likely cause: a p12 file in the old RC2/3DES form, which Node 17 and later refuse; use apiclient_cert.pem and apiclient_key.pem'
  }
  if (/mac verify/i.test(message)) return 'Likely cause: a wrong passphrase; at first it is the merchant number'
  return 'Likely cause: key and certificate do not belong together, or are no PEM'
}
