import { DASHES } from './pem-lines.ts'

const BASE64 = /^[A-Za-z0-9+/_=\s-]{100,}$/
const PATH = /^(?:\.{0,2}[/\\]|~|file:|[A-Za-z]:[\\/])|\.(?:pem|key|crt|cer|p12|pfx|txt)\s*$/i
/** The first byte of DER, as a text holds it, and a length of two bytes after it. */
const BINARY = /^0[\x80-\xff\ufffd]/

/** Names what a text is that should have been a key or a certificate; never shows it. */
export function findWrongContent(text: string): string | undefined {
  if (BINARY.test(text)) return 'it is binary (DER), read as text'
  if (text.length <= 1024 && PATH.test(text.trim())) return 'it is a path; read the file: readFileSync(path)'
  if (!BASE64.test(text)) return undefined
  return `it is base64: the lines ${DASHES}BEGIN…${DASHES} and ${DASHES}END…${DASHES} are missing, or it has to be decoded first`
}
