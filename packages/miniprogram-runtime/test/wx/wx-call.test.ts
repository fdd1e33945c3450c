import { expect, test } from 'vitest'
import { openWx } from '../helpers/builtins-engine.ts'

test('wx.setStorage without callbacks answers by promise', async () => {
  const { wx } = openWx()
  expect(await wx.setStorage({ key: 'k', data: 1 })).toEqual({ errMsg: 'setStorage:ok' })
})

test('a promise is rejected with a plain object whose errMsg is in WeChat’s form', async () => {
  const { wx } = openWx()
  await expect(wx.getStorage({ key: 'absent' })).rejects.toEqual({ errMsg: 'getStorage:fail data not found' })
})

test.each([
  ['getStorage', { key: 'k' }, ['success getStorage:ok', 'complete getStorage:ok']],
  ['getStorage', { key: 'absent' }, ['fail getStorage:fail data not found', 'complete getStorage:fail data not found']],
])('wx.%s(%o) calls back %o and returns nothing', async (name, options, expected) => {
  const { wx } = openWx()
  wx.setStorageSync('k', 1)
  const told: string[] = []
  const answer = await new Promise((resolve) => {
    const returned = wx[name]({
      ...options,
      success: (outcome: { errMsg: string }) => told.push(`success ${outcome.errMsg}`),
      fail: (outcome: { errMsg: string }) => told.push(`fail ${outcome.errMsg}`),
      complete: (outcome: { errMsg: string }) => {
        told.push(`complete ${outcome.errMsg}`)
        resolve(returned)
      },
    })
  })
  expect(answer).toBeUndefined()
  expect(told).toEqual(expected)
})

test('what a callback throws goes to the app, and complete is still called', async () => {
  const { wx, thrown } = openWx()
  const boom = new Error('boom')
  await new Promise<void>((resolve) => {
    wx.clearStorage({
      success: () => {
        throw boom
      },
      complete: () => resolve(),
    })
  })
  expect(thrown).toEqual([boom])
})

test.each([
  ['showToast', {}, 'showToast:fail parameter error: parameter.title should be String instead of Undefined;'],
  ['navigateTo', { url: 7 }, 'navigateTo:fail parameter error: parameter.url should be String instead of Number;'],
  ['setStorage', { key: null }, 'setStorage:fail parameter error: parameter.key should be String instead of Null;'],
  [
    'requestPayment',
    { timeStamp: '1', nonceStr: 'n', paySign: 's' },
    'requestPayment:fail parameter error: parameter.package should be String instead of Undefined;',
  ],
  [
    'requestPayment',
    { timeStamp: 1, nonceStr: 'n', package: 'prepay_id=1', paySign: 's' },
    'requestPayment:fail parameter error: parameter.timeStamp should be String instead of Number;',
  ],
])('wx.%s(%o) fails: %s', async (name, options, errMsg) => {
  const { wx } = openWx()
  await expect(wx[name](options)).rejects.toMatchObject({ errMsg })
})

test.each([
  ['scanCode', 'scanCode:fail not supported'],
  ['chooseMedia', 'chooseMedia:fail not supported'],
  ['makePhoneCall', 'makePhoneCall:fail not supported'],
])('wx.%s is not there: it fails and says so', async (name, errMsg) => {
  const { wx, reports } = openWx()
  await expect(wx[name]()).rejects.toEqual({ errMsg })
  expect(reports).toEqual([`error [miniprogram-browser] wx.${name} is not supported by this client`])
})

test.each(['createCameraContext', 'getFileSystemManager', 'getBatteryInfoSync', 'onCompassChange'])(
  'wx.%s is not there: it throws and says so',
  (name) => {
    const { wx, reports } = openWx()
    expect(() => wx[name]()).toThrow(`${name}:fail not supported`)
    expect(reports).toHaveLength(1)
  },
)

test.each([
  ['requestPayment', true],
  ['showToast.object.image', true],
  ['getBatteryInfo', false],
  ['noSuchThing', false],
])('wx.canIUse(%s) is %s', (schema, expected) => {
  expect(openWx().wx.canIUse(schema)).toBe(expected)
})
