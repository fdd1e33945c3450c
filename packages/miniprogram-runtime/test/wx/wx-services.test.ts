import { expect, onTestFinished, test, vi } from 'vitest'
import type { Host } from '../../client/api/host.ts'
import { openWx } from '../helpers/builtins-engine.ts'

const PAYMENT = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=1', signType: 'MD5', paySign: 's' }

test('wx.requestPayment hands exactly WeChat’s parameters to the cashier', async () => {
  const requestPayment = vi.fn<Host['requestPayment']>(async () => ({ errMsg: 'requestPayment:ok' }))
  const { wx } = openWx({ host: { requestPayment } })
  expect(await wx.requestPayment({ ...PAYMENT, extra: 'x' })).toEqual({ errMsg: 'requestPayment:ok' })
  expect(requestPayment).toHaveBeenCalledExactlyOnceWith(PAYMENT)
})

test.each(['requestPayment:fail cancel', 'requestPayment:fail no prepay_id'])(
  'the cashier’s %s reaches the page',
  async (errMsg) => {
    const { wx } = openWx({ host: { requestPayment: () => Promise.reject({ errMsg }) } })
    await expect(wx.requestPayment(PAYMENT)).rejects.toEqual({ errMsg })
  },
)

test('wx.cloud.callFunction before init fails', async () => {
  await expect(openWx().wx.cloud.callFunction({ name: 'f' })).rejects.toMatchObject({
    errMsg: "cloud.callFunction:fail Cloud API isn't enabled, please call wx.cloud.init first",
  })
})

test('wx.cloud.callFunction sends the data as JSON keeps it and answers with the result', async () => {
  const callFunction = vi.fn<Host['callFunction']>(async () => ({
    result: { ok: true },
    errMsg: 'cloud.callFunction:ok',
    requestID: 'r1',
  }))
  const { wx } = openWx({ host: { callFunction } })
  wx.cloud.init({ env: 'local' })
  expect(await wx.cloud.callFunction({ name: 'f', data: { a: 1, gone: undefined } })).toEqual({
    result: { ok: true },
    errMsg: 'cloud.callFunction:ok',
    requestID: 'r1',
  })
  expect(callFunction).toHaveBeenCalledExactlyOnceWith('f', { a: 1 })
})

test('a cloud function’s failure keeps errCode and errMsg', async () => {
  const failure = { errCode: -504003, errMsg: 'cloud.callFunction:fail Error: errCode: -504003 time out' }
  const { wx } = openWx({ host: { callFunction: () => Promise.reject(failure) } })
  wx.cloud.init()
  await expect(wx.cloud.callFunction({ name: 'f' })).rejects.toEqual(failure)
})

test('the other parts of wx.cloud fail by name', async () => {
  const { wx, reports } = openWx()
  await expect(wx.cloud.uploadFile({})).rejects.toEqual({ errMsg: 'cloud.uploadFile:fail not supported' })
  expect(() => wx.cloud.database()).toThrow('cloud.database:fail not supported')
  expect(reports).toHaveLength(2)
})

const ask = (wx: ReturnType<typeof openWx>['wx'], options: object) => {
  let task: { abort(): void } = { abort: () => {} }
  const answer = new Promise<unknown>((resolve) => {
    task = wx.request({ ...options, success: resolve, fail: resolve })
  })
  return { answer, task }
}

test('wx.request asks through the host and hands its answer on', async () => {
  const request = vi.fn<Host['request']>(async () => ({ statusCode: 200, header: { a: 'b' }, data: { n: 1 } }))
  const { wx } = openWx({ host: { request } })
  expect(await ask(wx, { url: 'https://example.com/x', method: 'post', data: { q: 1 } }).answer).toEqual({
    statusCode: 200,
    header: { a: 'b' },
    data: { n: 1 },
    cookies: [],
    errMsg: 'request:ok',
  })
  expect(request.mock.calls[0]?.[0]).toMatchObject({ method: 'POST', timeout: 60_000, dataType: 'json' })
})

test.each([
  ['is aborted', { url: 'https://example.com/' }, true, 'request:fail abort'],
  ['takes longer than its time-out', { url: 'https://example.com/', timeout: 5 }, false, 'request:fail timeout'],
  ['has no address of the web', { url: '/relative' }, false, 'request:fail invalid url'],
])('a request that %s fails', async (_, options, abort, errMsg) => {
  const { wx } = openWx({ host: { request: () => new Promise(() => {}) } })
  const { answer, task } = ask(wx, options)
  if (abort) task.abort()
  expect(await answer).toMatchObject({ errMsg })
})

test('a host that throws fails the request, and leaves no time-out behind', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const { wx } = openWx({
    host: {
      request() {
        throw new Error('no network here')
      },
    },
  })
  expect(await ask(wx, { url: 'https://example.com/' }).answer).toMatchObject({
    errMsg: expect.stringContaining('request:fail'),
  })
  expect(vi.getTimerCount()).toBe(0)
})

test('wx.getRandomValues gives as many bytes as asked for, beyond what crypto gives at once', async () => {
  const { wx } = openWx()
  const { randomValues } = await wx.getRandomValues({ length: 100_000 })
  expect(randomValues.byteLength).toBe(100_000)
  expect(new Set(new Uint8Array(randomValues)).size).toBe(256)
  await expect(wx.getRandomValues({ length: 0 })).rejects.toMatchObject({
    errMsg: expect.stringContaining('getRandomValues:fail invalid length'),
  })
})

test('base64 there and back', () => {
  const { wx } = openWx()
  const bytes = Uint8Array.from({ length: 300 }, (_, n) => n % 256)
  expect(new Uint8Array(wx.base64ToArrayBuffer(wx.arrayBufferToBase64(bytes.buffer)))).toEqual(bytes)
})

test('wx.login makes up another code every time', async () => {
  const { wx } = openWx()
  const [one, other] = [await wx.login(), await wx.login()]
  expect(one.code).toMatch(/^[0-9a-f]{32}$/)
  expect(one.code).not.toBe(other.code)
})

test('the phone can be asked before the first page is open, as app.ts does', () => {
  const { wx } = openWx()
  expect(wx.getWindowInfo()).toMatchObject({
    screenWidth: 375,
    screenHeight: 667,
    windowHeight: 623,
    statusBarHeight: 0,
  })
  expect(wx.getSystemInfoSync()).toMatchObject({ platform: 'devtools', SDKVersion: '3.8.12', language: 'zh_CN' })
  expect(wx.getMenuButtonBoundingClientRect()).toMatchObject({ width: 87, height: 32, right: 368 })
})
