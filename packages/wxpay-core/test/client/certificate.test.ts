import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type ClientCertificate, createWxPayClient } from '../../src/index.ts'
import { testCertificate } from '../../src/testing.ts'
import { capture } from '../helpers/capture.ts'
import { fixture, fixtureBytes } from '../helpers/fixture.ts'
import { merchant } from '../helpers/merchant.ts'

const pair = testCertificate
const withKey = (keyPem: string): ClientCertificate => ({ ...pair, keyPem })
const withCert = (certPem: string): ClientCertificate => ({ ...pair, certPem })
const oneLine = (text: string) => text.replaceAll('\n', '\\n')
const publicKey = createPublicKey(pair.certPem).export({ type: 'spki', format: 'pem' }).toString()
const p12 = fixtureBytes('client.p12')
const keyDer = createPrivateKey(pair.keyPem).export({ type: 'pkcs8', format: 'der' })
const encryptedKey = createPrivateKey(pair.keyPem)
  .export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' })
  .toString()
const ecKey = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'sec1', format: 'pem' })
  .toString()

const isAboutP12 = (certificate: unknown) =>
  typeof certificate !== 'object' || certificate === null || 'p12' in certificate || certificate instanceof Uint8Array

/**
 * Each cause was met by users of other clients: TheNorthMemory/wechatpay-axios-plugin#65 and #13, go-pay/gopay#136,
 * jaques-tino/nest-wxpay#1, jasl/wx_pay#38, jasl/wx_pay#49, jasl/wx_pay#120, nodejs/node#40672.
 */
describe('an error names the cause that is there', () => {
  // biome-ignore format: one row is one mistake
  test.each<[mistake: string, certificate: ClientCertificate, cause: string]>([
    ['line ends of the key written out', withKey(oneLine(pair.keyPem)), 'keyPem has its line ends written out'],
    ['line ends of the certificate written out', withCert(oneLine(pair.certPem)), 'certPem has its line ends written out'],
    ['line ends of Windows written out', withKey(pair.keyPem.replaceAll('\n', '\\r\\n')), 'keyPem has its line ends written out'],
    ['line ends lost, but for the last', withKey(`${pair.keyPem.trim().replaceAll('\n', ' ')}\n`), 'keyPem has lost its line ends'],
    ['an indented key', withKey(pair.keyPem.replace(/^/gm, '  ')), 'keyPem is indented'],
    ['an indented certificate', withCert(pair.certPem.replace(/^/gm, '\t')), 'certPem is indented'],
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
    ['a first line without its dashes', withKey(pair.keyPem.slice(3)), 'its first line is damaged'],
    ['an empty certificate', withCert(''), 'certPem is empty'],
    ['an empty key', withKey('\n'), 'keyPem is empty'],
    ['a public key', withKey(publicKey), 'keyPem is a public key'],
    ['a public key as certificate', withCert(publicKey), 'certPem is a public key'],
    ['the certificate as key', withKey(pair.certPem), 'keyPem is a certificate'],
    ['the key as certificate', withCert(pair.keyPem), 'certPem is a private key'],
    ['an encrypted key', withKey('-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII=\n-----END ENCRYPTED PRIVATE KEY-----\n'), 'keyPem is an encrypted private key'],
    ['a certificate request', withCert('-----BEGIN CERTIFICATE REQUEST-----\nMII=\n-----END CERTIFICATE REQUEST-----\n'), 'certPem is a certificate request'],
    ['a Buffer of PEM', withKey(Buffer.from(testCertificate.keyPem) as unknown as string), "keyPem is a Buffer of PEM; read it as text: 'utf8'"],
    ['DER instead of PEM', withCert(new X509Certificate(pair.certPem).raw as unknown as string), 'certPem is a Buffer of other bytes'],
    ['DER read as text', withCert(new X509Certificate(pair.certPem).raw.toString()), 'it is binary (DER), read as text'],
    ['a key in DER read as latin1', withKey(keyDer.toString('latin1')), 'it is binary (DER), read as text'],
    ['a key of OpenSSH', withKey('-----BEGIN OPENSSH PRIVATE KEY-----\nb3=\n-----END OPENSSH PRIVATE KEY-----\n'), 'in the form of OpenSSH'],
    ['a key encrypted in the old way', withKey(encryptedKey), 'keyPem is an encrypted private key'],
    ['no certificate at all', withCert(undefined as unknown as string), 'certPem is undefined'],
    ['the key of another certificate', withKey(fixture('server.key')), 'keyPem is the key of another certificate'],
    ['the key of another certificate, of another kind', withKey(ecKey), 'keyPem is the key of another certificate'],
    ['nothing', '' as unknown as ClientCertificate, 'is not an object; expected { certPem, keyPem } or { p12, passphrase }'],
    ['null', null as unknown as ClientCertificate, 'is not an object'],
    ['the text of the certificate alone', pair.certPem as unknown as ClientCertificate, 'is not an object'],
    ['the p12 alone', p12 as unknown as ClientCertificate, 'is not an object'],
    ['an empty object', {} as unknown as ClientCertificate, 'certPem is undefined'],
    ['a wrong passphrase', { p12, passphrase: '1' }, 'the passphrase of the p12 is wrong'],
    ['a p12 of the old form', { p12: fixtureBytes('client-legacy.p12') }, 'use apiclient_cert.pem and apiclient_key.pem'],
    ['a passphrase that is a number', { p12, passphrase: 10000100 as unknown as string }, 'the passphrase of the p12 is a number; expected text'],
    ['an empty p12', { p12: Buffer.alloc(0) }, 'p12 is empty'],
    ['a p12 of zeros', { p12: Buffer.alloc(2600) }, 'p12 is not a PKCS#12 file'],
    ['an empty sequence as p12', { p12: Buffer.from([0x30, 0]) }, 'p12 is not a PKCS#12 file'],
    ['base64 of a p12', { p12: Buffer.from(p12.toString('base64')) }, 'p12 holds text; expected the bytes of apiclient_cert.p12. It is base64; decode it first'],
    ['base64 of a p12 as text', { p12: p12.toString('base64') as unknown as Buffer }, 'p12 is text; expected the bytes of apiclient_cert.p12. It is base64; decode it first'],
    ['the path of a p12', { p12: './cert/apiclient_cert.p12' as unknown as Buffer }, 'it is a path; read the file'],
    ['the path of a p12 in a Buffer', { p12: Buffer.from('/etc/apiclient_cert.p12') }, 'it is a path; read the file'],
    ['an empty setting as p12', { p12: '' as unknown as Buffer }, 'the setting is empty'],
    ['a p12 read as text', { p12: p12.toString('latin1') as unknown as Buffer }, 'it is binary (DER), read as text'],
    ['PEM text as p12', { p12: pair.certPem as unknown as Buffer }, 'It is PEM; pass it as certPem and keyPem'],
    ['PEM as p12', { p12: Buffer.from(pair.certPem) }, 'It is PEM; pass it as certPem and keyPem'],
    ['DER as p12', { p12: new X509Certificate(pair.certPem).raw }, 'it is a certificate or a key in the form of DER'],
    ['a p12 without a key', { p12: fixtureBytes('client-nokeys.p12') }, 'the p12 does not hold both certificate and private key'],
    ['no p12', { p12: undefined as unknown as Buffer }, 'p12 is undefined'],
    ['a p12 cut off', { p12: p12.subarray(0, 300) }, `p12 is cut off: 300 of ${p12.length} bytes are there`],
    ['a p12 without its last byte', { p12: p12.subarray(0, -1) }, 'p12 is cut off'],
    ['something else as p12', { p12: Buffer.from([1, 2, 3]) }, 'p12 is not a PKCS#12 file'],
  ])('%s', (_mistake, certificate, cause) => {
    const error = capture(() => createWxPayClient({ ...merchant, certificate }))
    expect(error).toMatchObject({ kind: 'config', code: 'BAD_CERTIFICATE', outcome: 'known' })
    expect(error.message).toContain(cause)
    expect(error.message).not.toContain('PRIVATE KEY')
    // Who gave PEM is not sent to look at a p12, and the other way round.
    expect(error.message.includes('p12'), error.message).toBe(isAboutP12(certificate))
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
  ['certificate and key in one text', { certPem: pair.keyPem + pair.certPem, keyPem: pair.certPem + pair.keyPem }],
  ['a chain', { ...pair, certPem: pair.certPem + fixture('ca.pem') }],
  ['the bytes of p12 in a Uint8Array', { p12: new Uint8Array(p12) as Buffer, passphrase: merchant.mchId }],
  ['p12, whose passphrase is the merchant number', { p12, passphrase: merchant.mchId }],
])('%s is accepted', (_form, certificate) => {
  createWxPayClient({ ...merchant, certificate }).close()
})
