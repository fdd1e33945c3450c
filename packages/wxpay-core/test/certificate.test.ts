import { createPublicKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type ClientCertificate, createWxPayClient } from '../src/index.ts'
import { capture } from './capture.ts'
import { fixture, fixtureBytes } from './fixture.ts'
import { merchant } from './merchant.ts'

const pair = { certPem: fixture('client.pem'), keyPem: fixture('client.key') }
const withKey = (keyPem: string): ClientCertificate => ({ ...pair, keyPem })
const withCert = (certPem: string): ClientCertificate => ({ ...pair, certPem })
const oneLine = (text: string) => text.replaceAll('\n', '\\n')
const publicKey = createPublicKey(pair.certPem).export({ type: 'spki', format: 'pem' }).toString()
const p12 = fixtureBytes('client.p12')

/**
 * Each cause was met by users of other clients: TheNorthMemory/wechatpay-axios-plugin#65 and #13, go-pay/gopay#136,
 * jaques-tino/nest-wxpay#1, jasl/wx_pay#38, #49 and #120, nodejs/node#40672.
 */
describe('an error names the cause that is there', () => {
  // biome-ignore format: one row is one mistake
  test.each<[mistake: string, certificate: ClientCertificate, cause: string]>([
    ['line ends of the key written out', withKey(oneLine(pair.keyPem)), 'keyPem has its line ends written out'],
    ['line ends of the certificate written out', withCert(oneLine(pair.certPem)), 'certPem has its line ends written out'],
    ['line ends lost', withKey(pair.keyPem.replaceAll('\n', '')), 'keyPem has lost its line ends'],
    ['a key that is no PEM', withKey('hello'), 'keyPem is no PEM; expected the text of apiclient_key.pem, a PEM private key'],
    ['a certificate that is no PEM', withCert('hello'), 'certPem is no PEM'],
    ['base64 without its lines', withKey(pair.keyPem.replace(/-----.*-----/g, '')), 'and -----END…----- are missing'],
    ['a path in place of the key', withKey('/etc/cert/apiclient_key.pem'), 'it is a path; read the file'],
    ['a path of Windows', withCert('C:\\cert\\apiclient_cert.pem'), 'it is a path; read the file'],
    ['a relative path', withKey('./apiclient_key.pem'), 'it is a path; read the file'],
    ['a key cut off after 800 characters', withKey(pair.keyPem.slice(0, 800)), 'keyPem is cut off'],
    ['a certificate cut off', withCert(pair.certPem.slice(0, 400)), 'certPem is cut off'],
    ['a key that lost a line', withKey(pair.keyPem.split('\n').toSpliced(4, 1).join('\n')), 'keyPem is not a whole private key'],
    ['a certificate that lost a line', withCert(pair.certPem.split('\n').toSpliced(4, 1).join('\n')), 'certPem is not a whole certificate'],
    ['an empty certificate', withCert(''), 'certPem is empty'],
    ['an empty key', withKey('\n'), 'keyPem is empty'],
    ['a public key', withKey(publicKey), 'keyPem is a public key'],
    ['a public key as certificate', withCert(publicKey), 'certPem is a public key'],
    ['the certificate as key', withKey(pair.certPem), 'keyPem is a certificate'],
    ['the key as certificate', withCert(pair.keyPem), 'certPem is a private key'],
    ['an encrypted key', withKey('-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII=\n-----END ENCRYPTED PRIVATE KEY-----\n'), 'keyPem is an encrypted private key'],
    ['a certificate request', withCert('-----BEGIN CERTIFICATE REQUEST-----\nMII=\n-----END CERTIFICATE REQUEST-----\n'), 'certPem is a certificate request'],
    ['a Buffer', withKey(fixtureBytes('client.key') as unknown as string), 'keyPem is a Buffer'],
    ['no certificate at all', withCert(undefined as unknown as string), 'certPem is undefined'],
    ['the key of another certificate', withKey(fixture('server.key')), 'keyPem is the key of another certificate'],
    ['a wrong passphrase', { p12, passphrase: '1' }, 'the passphrase of the p12 is wrong'],
    ['a p12 of the old form', { p12: fixtureBytes('client-legacy.p12') }, 'use apiclient_cert.pem and apiclient_key.pem'],
    ['an empty p12', { p12: Buffer.alloc(0) }, 'p12 is empty'],
    ['base64 of a p12', { p12: Buffer.from(p12.toString('base64')) }, 'p12 holds base64 text; decode it first'],
    ['base64 of a p12 as text', { p12: p12.toString('base64') as unknown as Buffer }, 'p12 is not a Buffer'],
    ['PEM as p12', { p12: Buffer.from(pair.certPem) }, 'p12 holds PEM text'],
    ['a p12 cut off', { p12: p12.subarray(0, 300) }, 'p12 is not a whole PKCS#12 file'],
    ['something else as p12', { p12: Buffer.from([1, 2, 3]) }, 'p12 is not a PKCS#12 file'],
  ])('%s', (_mistake, certificate, cause) => {
    const error = capture(() => createWxPayClient({ ...merchant, certificate }))
    expect(error).toMatchObject({ kind: 'config', code: 'BAD_CERTIFICATE', outcome: 'known' })
    expect(error.message).toContain(cause)
    expect(error.message).not.toContain('PRIVATE KEY')
    expect(error.message).not.toContain(pair.keyPem.slice(100, 120))
  })
})

test.each<[form: string, certificate: ClientCertificate]>([
  ['as it was downloaded', pair],
  ['CRLF', { certPem: pair.certPem.replaceAll('\n', '\r\n'), keyPem: pair.keyPem.replaceAll('\n', '\r\n') }],
  [
    'a byte order mark and text before it',
    { certPem: `\ufeffBag Attributes\n${pair.certPem}`, keyPem: `\ufeff\n${pair.keyPem}` },
  ],
  ['p12, whose passphrase is the merchant number', { p12, passphrase: merchant.mchId }],
])('%s is accepted', (_form, certificate) => {
  createWxPayClient({ ...merchant, certificate }).close()
})
