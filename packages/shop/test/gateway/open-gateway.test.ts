import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { testCertificate } from 'wxpay-core/testing'
import { openGateway } from '../../src/gateway/open-gateway.ts'

beforeEach(() => {
  vi.stubEnv('WXPAY_APP_ID', 'wxd930ea5d5a258f4f')
  vi.stubEnv('WXPAY_MCH_ID', '10000100')
  vi.stubEnv('WXPAY_API_KEY', '192006250b4c09247ec02edce69f6a2d')
  vi.stubEnv('WXPAY_SIGN_TYPE', 'MD5')
  vi.stubEnv('WXPAY_NOTIFY_BASE_URL', 'https://notify.shop.example')
  return () => vi.unstubAllEnvs()
})

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'shop-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

test('the environment decides: here, the sign type', () => {
  expect(openGateway().payParams('wx15120001')).toMatchObject({ signType: 'MD5' })
})

test('without its environment a function says which variable is missing', () => {
  vi.stubEnv('WXPAY_API_KEY', '')
  expect(() => openGateway()).toThrow(
    expect.objectContaining({ code: 'BAD_SETTINGS', message: expect.stringContaining('WXPAY_API_KEY is not set') }),
  )
})

test('the certificate is read from beside the function', () => {
  const dir = folder()
  writeFileSync(join(dir, 'apiclient_cert.pem'), testCertificate.certPem)
  writeFileSync(join(dir, 'apiclient_key.pem'), testCertificate.keyPem)
  expect(openGateway({ certificateDir: dir })).toHaveProperty('refund')
})

test('a certificate that is not there is named, with the cure', () => {
  expect(() => openGateway({ certificateDir: folder() })).toThrow(
    expect.objectContaining({
      code: 'BAD_SETTINGS',
      message: expect.stringMatching(/^\[shop\] apiclient_cert\.pem and apiclient_key\.pem are not beside/),
    }),
  )
})

test('a certificate that is none is refused when the function starts, not at the first refund', () => {
  const dir = folder()
  for (const name of ['apiclient_cert.pem', 'apiclient_key.pem']) writeFileSync(join(dir, name), 'no certificate')
  expect(() => openGateway({ certificateDir: dir })).toThrow(expect.objectContaining({ code: 'BAD_CERTIFICATE' }))
})
