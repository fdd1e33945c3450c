import { generateKeyPairSync, sign as nodeSign, randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import forge from 'node-forge'

/** A certificate with its private key, both PEM. */
export interface IssuedCertificate {
  certPem: string
  keyPem: string
}

type LeafRequest = { use: 'server'; names: string[] } | { use: 'client'; commonName: string }

const DAY_MS = 24 * 60 * 60 * 1000
const ORGANISATION = 'Local stand-in (not a public authority)'
const LEAF_USES = { server: { serverAuth: true }, client: { clientAuth: true } }
// forge's own numbers for the kinds of a subjectAltName entry (RFC 5280, GeneralName).
const ALT_NAME_DNS = 2
const ALT_NAME_IP = 7

/** Writes the self-signed certificate of an authority, valid ten years of real time. */
export function certifyAuthority({ name, keyPem }: { name: string; keyPem: string }): string {
  const key = forge.pki.privateKeyFromPem(keyPem)
  const certificate = blankCertificate({ commonName: name, key, validDays: 3650 })
  certificate.setIssuer(certificate.subject.attributes)
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: true, pathLenConstraint: 0 },
    { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
    { name: 'subjectKeyIdentifier' },
  ])
  sign(certificate, keyPem)
  return forge.pki.certificateToPem(certificate)
}

/** node:crypto signs: forge takes 70 ms for it, five times at the first start of a stack. */
function sign(certificate: forge.pki.Certificate, keyPem: string): void {
  const signer = {
    sign() {
      const der = forge.asn1.toDer(certificate.tbsCertificate as forge.asn1.Asn1).getBytes()
      return nodeSign('sha256', Buffer.from(der, 'binary'), keyPem).toString('binary')
    },
  }
  certificate.sign(signer as unknown as forge.pki.rsa.PrivateKey, forge.md.sha256.create())
}

let serverKey: string | undefined

/** The servers of one process share a key: a new one takes 150 ms, at every start of a stack twice. */
function serverKeyPem(): string {
  serverKey ??= newKeyPem()
  return serverKey
}

// node:crypto makes the key: forge would take seconds for it.
function newKeyPem(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey
}

/**
 * Issues a leaf certificate with an RSA key of 2048 bits, valid two years of real time. A client's key is a new one, a
 * server's that of the process.
 */
export function issueLeaf(issuer: IssuedCertificate, request: LeafRequest): IssuedCertificate {
  const authority = forge.pki.certificateFromPem(issuer.certPem)
  const keyPem = request.use === 'server' ? serverKeyPem() : newKeyPem()
  const names = request.use === 'server' ? request.names : []
  const commonName = request.use === 'server' ? names[0] : request.commonName
  if (!commonName) throw new Error(`[emulator-kit] a ${request.use} certificate needs a name, got ${commonName}`)
  const certificate = blankCertificate({ commonName, key: forge.pki.privateKeyFromPem(keyPem), validDays: 730 })
  certificate.setIssuer(authority.subject.attributes)
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true, keyEncipherment: true },
    { name: 'extKeyUsage', ...LEAF_USES[request.use] },
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: authority.generateSubjectKeyIdentifier().getBytes() },
    ...(names.length > 0 ? [{ name: 'subjectAltName', altNames: names.map(altName) }] : []),
  ])
  sign(certificate, issuer.keyPem)
  return { certPem: forge.pki.certificateToPem(certificate), keyPem }
}

function altName(name: string): { type: number; value: string } | { type: number; ip: string } {
  return isIP(name) === 0 ? { type: ALT_NAME_DNS, value: name } : { type: ALT_NAME_IP, ip: name }
}

interface Blank {
  commonName: string
  key: forge.pki.rsa.PrivateKey
  validDays: number
}

/** Serial number, subject, public key and validity: what every certificate has. */
function blankCertificate({ commonName, key, validDays }: Blank): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.rsa.setPublicKey(key.n, key.e)
  certificate.serialNumber = positiveSerial()
  // Real time on purpose: TLS libraries check validity against it, wherever the stack's clock stands.
  certificate.validity.notBefore = new Date(Date.now() - DAY_MS)
  certificate.validity.notAfter = new Date(Date.now() + validDays * DAY_MS)
  certificate.setSubject([
    { name: 'commonName', value: commonName },
    { name: 'organizationName', value: ORGANISATION },
  ])
  return certificate
}

/** Sixteen random bytes as hex; the first one is 0x40–0x7f, so the DER integer is positive and needs no padding. */
function positiveSerial(): string {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes.toString('hex')
}
