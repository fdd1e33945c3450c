import { PEM_START } from './pem-lines.ts'
import { findWrongContent } from './wrong-content.ts'

const wanted = 'expected the bytes of apiclient_cert.p12'
const ASN1_SEQUENCE = 0x30
/** Version 3, with which every PKCS#12 file begins: an integer of one byte. */
const VERSION_3 = Buffer.from([0x02, 0x01, 0x03])

/** Looks at what was given as p12, which is never shown. @returns undefined when it begins as a PKCS#12 file and is whole */
export function findP12Problem(p12: unknown, passphrase: unknown): string | undefined {
  if (typeof p12 === 'string') return `p12 is text; ${wanted}. ${explainText(p12)}`
  if (!(p12 instanceof Uint8Array)) return `p12 is ${p12 === null ? 'null' : typeof p12}; ${wanted}: readFileSync(path)`
  if (p12.length === 0) return `p12 is empty; ${wanted}. Likely cause: the file was not copied whole`
  const bytes = Buffer.from(p12.buffer, p12.byteOffset, p12.length)
  const problem = findOtherContent(bytes)
  if (problem !== undefined) return problem
  return typeof passphrase === 'string'
    ? undefined
    : `the passphrase of the p12 is a ${typeof passphrase}; expected text`
}

function explainText(text: string): string {
  if (text === '') return 'Likely cause: the setting is empty'
  if (text.includes(PEM_START)) return 'It is PEM; pass it as certPem and keyPem'
  const base64 = Buffer.from(text, 'base64')
  if (base64[0] === ASN1_SEQUENCE && /^[A-Za-z0-9+/=_\s-]+$/.test(text)) {
    return "It is base64; decode it first: Buffer.from(text, 'base64')"
  }
  return `Likely cause: ${findWrongContent(text) ?? 'another setting was used in its place'}`
}

function findOtherContent(bytes: Buffer): string | undefined {
  const { start, end } = readSequence(bytes)
  if (start !== undefined && bytes.subarray(start, start + VERSION_3.length).equals(VERSION_3)) {
    return end > bytes.length ? `p12 is cut off: ${bytes.length} of ${end} bytes are there` : undefined
  }
  const text = bytes.toString('latin1')
  if (/^[\t\r\n\x20-\x7e]+$/.test(text)) return `p12 holds text; ${wanted}. ${explainText(text)}`
  const cause = start === undefined ? '' : '. Likely cause: it is a certificate or a key in the form of DER'
  return `p12 is not a PKCS#12 file; ${wanted}${cause}`
}

/** Reads the length that DER gives at its beginning. */
function readSequence(bytes: Buffer): { start?: number; end: number } {
  const [tag, first = 0] = bytes
  if (tag !== ASN1_SEQUENCE || bytes.length < 2) return { end: 0 }
  const size = first < 0x80 ? 0 : first - 0x80
  if (size > 4 || bytes.length < 2 + size) return { end: 0 }
  const start = 2 + size
  // 0x80: the end is marked, not announced.
  if (first === 0x80) return { start, end: start }
  return { start, end: start + (size === 0 ? first : bytes.readUIntBE(2, size)) }
}

/** Object identifiers of the encryptions of old p12 files: 1.2.840.113549.1.12.1.1 to .6. */
const OLD_ENCRYPTION = Buffer.from('2a864886f70d010c01', 'hex')

/** Explains why a whole PKCS#12 file cannot be opened. */
export function explainP12(p12: Uint8Array, { message }: Error): string {
  if (/mac verify/i.test(message)) return 'the passphrase of the p12 is wrong; at first it is the merchant number'
  if (/private key|certificate/i.test(message)) return 'the p12 does not hold both certificate and private key'
  if (Buffer.from(p12).includes(OLD_ENCRYPTION)) {
    return 'the p12 is in the old RC2/3DES form, which Node 17 and later refuse; use apiclient_cert.pem and apiclient_key.pem'
  }
  return 'p12 is damaged. Likely cause: it was copied as text'
}
