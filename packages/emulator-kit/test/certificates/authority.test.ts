import { X509Certificate } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import {
  type CertificateAuthority,
  type IssuedCertificate,
  openAuthority,
  toPkcs12,
} from '../../src/certificates/index.ts'
import { listenGuarded } from '../../src/http/index.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const DAY_MS = 24 * 60 * 60 * 1000

function open(folder = temporaryFolder()) {
  return openAuthority({ dir: folder, name: 'Test authority' })
}

// Keys take a while to make, so the tests share one authority.
let authority: CertificateAuthority
let dir: string
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-kit-'))
  authority = await open(dir)
  return () => rmSync(dir, { recursive: true })
})

/** Days from now, rounded, that a certificate still holds. */
function daysLeft(certificate: X509Certificate): number {
  return Math.round((Date.parse(certificate.validTo) - Date.now()) / DAY_MS)
}

describe('openAuthority', () => {
  test('makes an authority once and finds it again', async () => {
    const again = await open(dir)
    expect(again.caPem).toBe(authority.caPem)
    expect(readFileSync(authority.caFile, 'utf8')).toBe(authority.caPem)
    expect(authority.caPem).not.toContain('PRIVATE KEY')
    const certificate = new X509Certificate(authority.caPem)
    expect(certificate.ca).toBe(true)
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.subject).toBe('CN=Test authority\nO=Local stand-in (not a public authority)')
    expect(daysLeft(certificate)).toBe(3650)
  })

  test('opened many times at once gives one and the same', async () => {
    const fresh = temporaryFolder()
    const all = await Promise.all(Array.from({ length: 3 }, () => open(fresh)))
    expect(new Set(all.map((authority) => authority.caPem)).size).toBe(1)
    expect(readdirSync(fresh)).toEqual(['authority'])
  })

  test.skipIf(process.platform === 'win32')('keeps its key to the owner', () => {
    expect(statSync(join(dir, 'authority', 'ca-key.pem')).mode & 0o777).toBe(0o600)
  })

  test('refuses a key that is not the certificate’s', async () => {
    const mixed = temporaryFolder()
    cpSync(dir, mixed, { recursive: true })
    writeFileSync(join(mixed, 'authority', 'ca-key.pem'), authority.issueClient('x').keyPem)
    await expect(open(mixed)).rejects.toThrow('do not belong together. Delete ')
  })
})

describe('issueServer', () => {
  test('puts names and addresses where TLS clients look', () => {
    const issued = authority.issueServer(['api.mch.weixin.qq.com', 'localhost', '127.0.0.1'])
    const certificate = new X509Certificate(issued.certPem)
    expect(certificate.subjectAltName).toBe('DNS:api.mch.weixin.qq.com, DNS:localhost, IP Address:127.0.0.1')
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']) // id-kp-serverAuth, RFC 5280 §4.2.1.12
    expect(certificate.ca).toBe(false)
    expect(certificate.checkIssued(new X509Certificate(authority.caPem))).toBe(true)
    expect(certificate.verify(new X509Certificate(authority.caPem).publicKey)).toBe(true)
    expect(daysLeft(certificate)).toBe(730)
    expect(Date.parse(certificate.validFrom)).toBeLessThan(Date.now() - DAY_MS + 60_000)
  })

  test('gives every certificate a positive serial number of its own', () => {
    const serials = [1, 2].map(() => new X509Certificate(authority.issueServer(['localhost']).certPem).serialNumber)
    expect(new Set(serials).size).toBe(2)
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/)
  })

  test('refuses to issue for no name', () => {
    expect(() => authority.issueServer([])).toThrow('[emulator-kit] a server certificate needs a name')
  })
})

describe('a TLS handshake', () => {
  /** Asks a server of `authority` for what it saw of the client's certificate. */
  async function seenBy(server: { port: number }, options: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port: server.port, servername: 'localhost', agent: false, ...options })
      asked.on('error', reject)
      asked.on('response', (answer) => {
        answer.on('data', (chunk) => resolve(JSON.parse(String(chunk))))
      })
      asked.end()
    })
  }

  test('succeeds with the authority trusted and shows the client by PEM or PKCS#12', async () => {
    const foreign = await open()
    const server = await listenGuarded({
      port: 0,
      tls: { ...authority.issueServer(['localhost']), clientCaPem: authority.caPem },
      handle: async ({ peerCertificate }) => ({ status: 200, body: JSON.stringify(peerCertificate) }),
    })
    onTestFinished(() => server.close())
    const ca = authority.caPem
    const pem = ({ certPem, keyPem }: IssuedCertificate) => ({ cert: certPem, key: keyPem })
    const client = authority.issueClient('1900000109')
    const shown = { presented: true, authorized: true, commonName: '1900000109' }
    expect(await seenBy(server, { ca, ...pem(client) })).toEqual(shown)
    const pfx = toPkcs12(client, authority.caPem, '1900000109')
    expect(await seenBy(server, { ca, pfx, passphrase: '1900000109' })).toEqual(shown)
    expect(await seenBy(server, { ca })).toEqual({ presented: false, authorized: false, commonName: '' })
    expect(await seenBy(server, { ca, ...pem(foreign.issueClient('1900000109')) })).toEqual({
      ...shown,
      authorized: false,
    })
    expect(await seenBy(server, { ca, ...pem(authority.issueServer(['1900000109'])) })).toEqual({
      ...shown,
      authorized: false, // a server certificate does not do as a client's
    })
    await expect(seenBy(server, { ca, maxVersion: 'TLSv1.1', minVersion: 'TLSv1.1' })).rejects.toThrow()
    await expect(seenBy(server, { ca: foreign.caPem })).rejects.toMatchObject({
      code: 'SELF_SIGNED_CERT_IN_CHAIN',
    })
    await expect(seenBy(server, { ca, servername: 'example.com' })).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    })
  })
})

describe('toPkcs12', () => {
  test('loads with its password only, and is AES-256', () => {
    const pfx = toPkcs12(authority.issueClient('1900000109'), authority.caPem, '1900000109')
    expect(() => createSecureContext({ pfx, passphrase: '1900000109' })).not.toThrow()
    expect(() => createSecureContext({ pfx, passphrase: 'wrong' })).toThrow('mac verify failure')
    // DER of the object identifier aes256-CBC, 2.16.840.1.101.3.4.1.42 (NIST)
    expect(pfx.includes(Buffer.from('060960864801650304012a', 'hex'))).toBe(true)
  })
})
