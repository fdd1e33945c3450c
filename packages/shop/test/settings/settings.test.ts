import { expect, test } from 'vitest'
import { readSettings, SettingsError } from '../../src/settings/settings.ts'

/** Key of the official signing example: https://pay.weixin.qq.com/wiki/doc/api/app/app.php?chapter=4_3 */
const apiKey = '192006250b4c09247ec02edce69f6a2d'
const env = {
  WXPAY_APP_ID: 'wxd930ea5d5a258f4f',
  WXPAY_MCH_ID: '10000100',
  WXPAY_API_KEY: apiKey,
  WXPAY_NOTIFY_BASE_URL: 'https://notify.shop.example',
}

test('what must be set is enough', () => {
  expect(readSettings(env)).toStrictEqual({
    appId: 'wxd930ea5d5a258f4f',
    mchId: '10000100',
    apiKey,
    signType: 'HMAC-SHA256',
    baseUrl: undefined,
    backupBaseUrl: undefined,
    notifyBaseUrl: 'https://notify.shop.example',
    fourEyesFen: undefined,
    feeBasisPoints: 60,
  })
})

test('what may be set', () => {
  const more = {
    WXPAY_SIGN_TYPE: 'MD5',
    WXPAY_BASE_URL: 'https://127.0.0.1:8443',
    WXPAY_BACKUP_BASE_URL: 'https://localhost:8443',
    SHOP_FOUR_EYES_FEN: '0',
    SHOP_FEE_RATE: '0.38%',
  }
  expect(readSettings({ ...env, ...more })).toMatchObject({
    signType: 'MD5',
    baseUrl: 'https://127.0.0.1:8443',
    backupBaseUrl: 'https://localhost:8443',
    fourEyesFen: 0,
    feeBasisPoints: 38,
  })
})

test.each<[name: string, value: string | undefined, fault: 'is not set' | 'is malformed']>([
  ['WXPAY_APP_ID', undefined, 'is not set'],
  ['WXPAY_APP_ID', '', 'is not set'],
  ['WXPAY_APP_ID', 'wxd930ea5d5a258f4', 'is malformed'],
  ['WXPAY_APP_ID', 'WXd930ea5d5a258f4f', 'is malformed'],
  ['WXPAY_MCH_ID', undefined, 'is not set'],
  ['WXPAY_MCH_ID', '1000010', 'is malformed'],
  ['WXPAY_MCH_ID', '10000100x', 'is malformed'],
  ['WXPAY_API_KEY', undefined, 'is not set'],
  ['WXPAY_API_KEY', apiKey.slice(1), 'is malformed'],
  ['WXPAY_API_KEY', `${apiKey}\n`, 'is malformed'],
  ['WXPAY_SIGN_TYPE', 'md5', 'is malformed'],
  ['WXPAY_BASE_URL', 'http://api.mch.weixin.qq.com', 'is malformed'],
  ['WXPAY_BASE_URL', 'https://api.mch.weixin.qq.com/', 'is malformed'],
  ['WXPAY_BACKUP_BASE_URL', 'api2.mch.weixin.qq.com', 'is malformed'],
  ['SHOP_FOUR_EYES_FEN', '500.00', 'is malformed'],
  ['SHOP_FOUR_EYES_FEN', '-1', 'is malformed'],
  ['SHOP_FEE_RATE', '0.006', 'is malformed'],
  ['SHOP_FEE_RATE', '0.605%', 'is malformed'],
  ['WXPAY_NOTIFY_BASE_URL', undefined, 'is not set'],
  ['WXPAY_NOTIFY_BASE_URL', 'https://notify.shop.example/pay-notify', 'is malformed'],
  ['WXPAY_NOTIFY_BASE_URL', 'https://notify.shop.example?x=1', 'is malformed'],
])('%s = %j %s', (name, value, fault) => {
  expect(() => readSettings({ ...env, [name]: value })).toThrow(
    expect.objectContaining({
      code: 'BAD_SETTINGS',
      message: expect.stringContaining(`[shop] ${name} ${fault}: `),
    }),
  )
})

test('all faults are named at once, no value is', () => {
  const wrong = { WXPAY_MCH_ID: 'mch-value', WXPAY_API_KEY: 'key-value', WXPAY_SIGN_TYPE: 'sign-value' }
  let message = ''
  try {
    readSettings({ ...env, WXPAY_APP_ID: undefined, ...wrong })
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError)
    message = (error as SettingsError).message
  }
  expect(message.match(/WXPAY_\w+ is (?:not set|malformed)/g)).toStrictEqual([
    'WXPAY_APP_ID is not set',
    'WXPAY_MCH_ID is malformed',
    'WXPAY_API_KEY is malformed',
    'WXPAY_SIGN_TYPE is malformed',
  ])
  expect(message).not.toContain('-value')
})
