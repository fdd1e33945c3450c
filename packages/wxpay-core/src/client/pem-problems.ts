import { createPrivateKey, X509Certificate } from 'node:crypto'
import { beginLine, endLine, PEM_START } from './pem-lines.ts'
import { findWrongContent } from './wrong-content.ts'

type Part = 'certPem' | 'keyPem'

/** Required content of each part, and the file of the merchant platform that holds it. */
const expected: Record<Part, { thing: string; file: string; label: RegExp }> = {
  certPem: { thing: 'certificate', file: 'apiclient_cert.pem', label: /^(?:X509 |TRUSTED )?CERTIFICATE$/ },
  keyPem: { thing: 'private key', file: 'apiclient_key.pem', label: /^(?:RSA |EC )?PRIVATE KEY$/ },
}

const encryptedKey = 'an encrypted private key; decrypt it first: openssl pkcs8 -in FILE -out apiclient_key.pem'
/** Contents of PEM blocks with another label. */
const otherThings: [label: RegExp, thing: string][] = [
  [/^ENCRYPTED PRIVATE KEY$/, encryptedKey],
  [/^OPENSSH PRIVATE KEY$/, 'a key in the form of OpenSSH'],
  [/PRIVATE KEY$/, 'a private key'],
  [/PUBLIC KEY$/, 'a public key'],
  [/CERTIFICATE REQUEST$/, 'a certificate request'],
  [/CERTIFICATE$/, 'a certificate'],
]

/**
 * Looks at what was given, not at OpenSSL's words for it: an error that names another cause sends the reader the wrong way.
 * The text itself is never shown.
 *
 * @returns undefined when it is a certificate or a private key
 */
export function findPemProblem(part: Part, pem: unknown): string | undefined {
  const { thing, file, label } = expected[part]
  const wanted = `expected the text of ${file}, a PEM ${thing}`
  if (typeof pem !== 'string') return `${part} is ${kindOf(pem)}; ${wanted}`
  if (pem.trim() === '') return `${part} is empty; ${wanted}`
  const labels = [...pem.matchAll(new RegExp(beginLine('([A-Z0-9 ]+)'), 'g'))].map(([, found = '']) => found)
  if (labels.length === 0) return `${part} is no PEM; ${wanted}. Likely cause: ${causeOf(pem, file)}`
  const found = labels.find((one) => label.test(one))
  if (found === undefined) {
    const other = otherThings.find(([pattern]) => labels.some((one) => pattern.test(one)))?.[1]
    return `${part} is ${other ?? 'PEM of another kind'}; ${wanted}`
  }
  return findDamage(pem, found, part) ?? findUnreadable(pem, part)
}

function kindOf(value: unknown): string {
  if (!(value instanceof Uint8Array)) return value === null ? 'null' : typeof value
  return `a Buffer of ${Buffer.from(value).includes(PEM_START) ? "PEM; read it as text: 'utf8'" : 'other bytes'}`
}

function causeOf(text: string, file: string): string {
  if (text.includes('BEGIN ')) return 'its first line is damaged; it has five dashes on either side'
  return findWrongContent(text) ?? `another setting was used in place of ${file}`
}

/** Finds what happened to the lines of a block. */
function findDamage(pem: string, label: string, part: Part): string | undefined {
  const [begin, end] = [beginLine(label), endLine(label)]
  const block = pem.slice(pem.indexOf(begin))
  if (block.includes('\\n')) {
    return `${part} has its line ends written out as \\n; replace them: ${part}.replaceAll('\\\\n', '\\n')`
  }
  if (!block.includes(end)) return `${part} is cut off: its last line, -----END …-----, is missing`
  if (!/^[ \t]*\r?\n/.test(block.slice(begin.length))) {
    return `${part} has lost its line ends. Likely cause: it was stored in one line`
  }
  if (new RegExp(`^[ \\t]+(?:${begin}|${end})`, 'm').test(pem))
    return `${part} is indented; every line begins at its start`
  if (/Proc-Type:\s*4,ENCRYPTED/.test(block)) return `${part} is ${encryptedKey}`
  return undefined
}

function findUnreadable(pem: string, part: Part): string | undefined {
  try {
    if (part === 'certPem') new X509Certificate(pem)
    else createPrivateKey(pem)
    return undefined
  } catch {
    return `${part} is not a whole ${expected[part].thing}. Likely cause: it was cut off, or a line is missing`
  }
}
