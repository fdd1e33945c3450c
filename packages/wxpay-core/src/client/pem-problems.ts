type Part = 'certPem' | 'keyPem'

/** What each part has to be, and the file of the merchant platform that holds it. */
const expected: Record<Part, { thing: string; file: string; label: RegExp }> = {
  certPem: { thing: 'certificate', file: 'apiclient_cert.pem', label: /^(?:X509 |TRUSTED )?CERTIFICATE$/ },
  keyPem: { thing: 'private key', file: 'apiclient_key.pem', label: /^(?:RSA |EC )?PRIVATE KEY$/ },
}

/** What a PEM block of another label is. */
const otherThings: [label: RegExp, thing: string][] = [
  [
    /^ENCRYPTED PRIVATE KEY$/,
    'an encrypted private key; decrypt it first: openssl pkcs8 -in FILE -out apiclient_key.pem',
  ],
  [/PRIVATE KEY$/, 'a private key'],
  [/PUBLIC KEY$/, 'a public key'],
  [/CERTIFICATE REQUEST$/, 'a certificate request'],
  [/CERTIFICATE$/, 'a certificate'],
]

/**
 * Looks at what was given, not at OpenSSL's words for it: an error that names another cause sends the reader the wrong way.
 * The text itself is never shown.
 *
 * @returns undefined when it looks like PEM of the right kind
 */
export function findPemProblem(part: Part, pem: unknown): string | undefined {
  const { thing, file, label } = expected[part]
  const wanted = `expected the text of ${file}, a PEM ${thing}`
  if (typeof pem !== 'string') return `${part} is ${Buffer.isBuffer(pem) ? 'a Buffer' : typeof pem}; ${wanted}`
  if (pem.trim() === '') return `${part} is empty; ${wanted}`
  const [begin, found = ''] = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(pem) ?? []
  if (begin === undefined) return `${part} is no PEM; ${wanted}. ${guessOf(pem, file)}`
  if (!label.test(found)) {
    const other = otherThings.find(([pattern]) => pattern.test(found))?.[1] ?? 'PEM of another kind'
    return `${part} is ${other}; ${wanted}`
  }
  if (pem.includes('\\n')) {
    return `${part} has its line ends written out as \\n; replace them: ${part}.replaceAll('\\\\n', '\\n')`
  }
  if (!pem.includes(`-----END ${found}-----`)) {
    return `${part} is cut off: its last line, -----END …-----, is missing`
  }
  if (!/-----\s*\r?\n/.test(pem)) return `${part} has lost its line ends. Likely cause: it was stored in one line`
  if (/Proc-Type:\s*4,ENCRYPTED/.test(pem)) return `${part} is ${otherThings[0]?.[1] ?? 'encrypted'}`
  return undefined
}

function guessOf(text: string, file: string): string {
  if (/\.(?:pem|key|crt|cer|p12)\s*$/i.test(text) || /^[./~]|^[A-Za-z]:[\\/]/.test(text)) {
    return `Likely cause: it is a path; read the file: readFileSync(path, 'utf8')`
  }
  if (/^[A-Za-z0-9+/=\s]{100,}$/.test(text))
    return `Likely cause: the lines -----BEGIN…----- and -----END…----- are missing`
  return `Likely cause: another setting was used in place of ${file}`
}
