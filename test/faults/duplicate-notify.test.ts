import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '@stack/local-stack'
import { type FunctionLog, startEmulator } from 'cloudbase-emulator'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type PayNotifyContent, signedPayNotify } from 'wxpay-core/testing'
import { buyAndPay, makeOrder, openStackBooks, type ShopStore } from '../helpers/orders.ts'
import { eventually, noon, openidOf, openShop, type Shop } from '../helpers/shop.ts'
import { acknowledged, type DeadEndpoint, notify, notifyWay, openDeadEndpoint } from '../helpers/wire.ts'

interface Notification {
  notificationId: number
  outTradeNo: string
}
interface Delivery {
  notificationId: number
  byHand: number
  status: number | null
  answer: string | null
}

let shop: Shop
let store: ShopStore
let deadEndpoint: DeadEndpoint

beforeAll(async () => {
  deadEndpoint = await openDeadEndpoint()
  shop = await openShop()
  store = openStackBooks(shop.stack)
})
afterAll(() => deadEndpoint.close())

async function notificationOf(outTradeNo: string): Promise<number> {
  const made = await shop.gateway<Notification[]>('/notifications')
  return made.find((one) => one.outTradeNo === outTradeNo)?.notificationId ?? Number.NaN
}

async function answersByHand(notificationId: number) {
  const deliveries = await shop.gateway<Delivery[]>('/deliveries')
  return deliveries
    .filter((one) => one.notificationId === notificationId && one.byHand === 1)
    .map(({ status, answer }) => ({ status, answer }))
}

const twentyTimes = Array.from({ length: 20 }, () => ({ status: 200, answer: acknowledged }))

describe('one payment, many notifications', () => {
  test('20 more of a booked payment are all acknowledged and write nothing', async () => {
    const outTradeNo = await buyAndPay(shop.phone('Late'))
    const before = await eventually(
      () => store.order(outTradeNo),
      ({ state }) => state === 'paid',
    )
    const notificationId = await notificationOf(outTradeNo)
    await shop.tell('/redeliver', { notificationId, times: 20 })
    expect(await answersByHand(notificationId)).toEqual(twentyTimes)
    expect(await store.order(outTradeNo)).toEqual(before)
  })

  test('20 at once, the first ones ever, change the order once; all are acknowledged', async () => {
    const way = notifyWay(shop.stack, deadEndpoint)
    way.cut()
    const outTradeNo = await buyAndPay(shop.phone('AtOnce'))
    const notificationId = await notificationOf(outTradeNo)
    await eventually(
      () => shop.gateway<Delivery[]>('/deliveries'),
      (list) => list.some((one) => one.notificationId === notificationId),
    )
    expect((await store.order(outTradeNo)).state).toBe('unpaid')
    way.mend()
    await shop.tell('/redeliver', { notificationId, times: 20 })
    expect(await answersByHand(notificationId)).toEqual(twentyTimes)
    expect(await store.history(outTradeNo)).toEqual(['created', 'prepay-begun', 'prepaid', 'paid'])
    // created 1, prepay-begun 2, prepaid 3, paid 4: nobody wrote a fifth time
    expect(await store.order(outTradeNo)).toMatchObject({ version: 4, state: 'paid' })
  })
})

describe('money that fits no order is acknowledged and kept for the merchant', () => {
  const report = (content: PayNotifyContent) =>
    notify(shop.stack, '/pay-notify', signedPayNotify(shop.stack.simulator.merchant, { timeEnd: noon, ...content }))

  test('a payment of an order that nobody made; told twice it is kept once', async () => {
    const transactionId = '4200000001202603020000000001'
    const content = { outTradeNo: 'WMNOBODY0000000000000001', totalFee: 100, transactionId, openid: openidOf('Stray') }
    expect(await report(content)).toBe(acknowledged)
    expect(await report(content)).toBe(acknowledged)
    const id = `payment-missing-locally-${transactionId}`
    expect((await store.all('discrepancies')).filter(({ _id }) => _id === id)).toMatchObject([
      { state: 'open', billDate: null, outTradeNo: 'WMNOBODY0000000000000001', transactionId, gatewayFen: 100 },
    ])
  })

  test.each<[what: string, transactionId: string, wrong: Partial<PayNotifyContent>]>([
    ['a fen less', '4200000002202603020000000001', { totalFee: 4499 }],
    ['a fen more', '4200000002202603020000000002', { totalFee: 4501 }],
    ['another payer', '4200000002202603020000000003', { openid: openidOf('Somebody') }],
  ])(
    '%s than the order says: booked beside it, and a merchant gives it back (%s)',
    async (_what, transactionId, wrong) => {
      const outTradeNo = await makeOrder(shop.phone('Fits'))
      const right = { outTradeNo, totalFee: 4500, transactionId, openid: openidOf('Fits') }
      expect(await report({ ...right, ...wrong })).toBe(acknowledged)
      expect(await report({ ...right, ...wrong })).toBe(acknowledged)
      expect(await store.order(outTradeNo)).toMatchObject({
        ...{ state: 'closed', closedBy: 'mismatch', payment: null },
        extraPayments: [{ transactionId }],
        refunds: [{ state: 'waiting', requestedBy: 'system', amountFen: wrong.totalFee ?? 4500 }],
      })
    },
  )

  test.each<[kind: string, transactionId: string, wrong: Partial<PayNotifyContent>]>([
    ['payment-amount', '4200000004202603020000000001', { totalFee: 4499 }],
    ['payment-state', '4200000004202603020000000002', { openid: openidOf('Somebody') }],
  ])('WeChat Pay contradicts what it said before: %s is kept, the order stays', async (kind, transactionId, wrong) => {
    const outTradeNo = await makeOrder(shop.phone('Again'))
    const right = { outTradeNo, totalFee: 4500, transactionId, openid: openidOf('Again') }
    expect(await report(right)).toBe(acknowledged)
    const before = await store.order(outTradeNo)
    expect(await report({ ...right, ...wrong })).toBe(acknowledged)
    expect(await store.order(outTradeNo)).toEqual(before)
    const id = `${kind}-${transactionId}`
    expect((await store.all('discrepancies')).filter(({ _id }) => _id === id)).toMatchObject([
      { outTradeNo, localFen: 4500, gatewayFen: wrong.totalFee ?? 4500, isRepairable: true },
    ])
  })

  test('a second payment of a paid order is booked once, and goes back by itself', async () => {
    const outTradeNo = await makeOrder(shop.phone('Twice'))
    const right = { outTradeNo, totalFee: 4500, openid: openidOf('Twice') }
    expect(await report({ ...right, transactionId: '4200000003202603020000000001' })).toBe(acknowledged)
    const second = { ...right, transactionId: '4200000003202603020000000002' }
    expect(await report(second)).toBe(acknowledged)
    expect(await report(second)).toBe(acknowledged)
    expect(await store.order(outTradeNo)).toMatchObject({
      state: 'paid',
      payment: { transactionId: '4200000003202603020000000001' },
      extraPayments: [{ transactionId: '4200000003202603020000000002', totalFen: 4500 }],
      refunds: [{ amountFen: 4500, requestedBy: 'system', extraTransactionId: '4200000003202603020000000002' }],
    })
    expect((await store.history(outTradeNo)).filter((type) => type === 'extra-paid')).toHaveLength(1)
  })
})

describe('a forged notification', () => {
  const refusal = (why: string) =>
    `<xml><return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[${why}]]></return_msg></xml>`
  const otherKey = 'ffffffffffffffffffffffffffffffff'

  test('is answered FAIL and writes nothing, whatever it tries', async () => {
    const { merchant } = shop.stack.simulator
    const outTradeNo = await makeOrder(shop.phone('Forged'))
    const content = { outTradeNo, totalFee: 4500, openid: openidOf('Forged') }
    const valid = signedPayNotify(merchant, content)
    const badSign = '签名失败'
    const forgeries: Record<string, [body: string, why: string]> = {
      'the sign of another key': [signedPayNotify({ ...merchant, apiKey: otherKey }, content), badSign],
      'the other algorithm, with the right key': [signedPayNotify({ ...merchant, signType: 'MD5' }, content), badSign],
      'the other algorithm, named in the message': [
        signedPayNotify({ ...merchant, signType: 'MD5' }, { ...content, wire: { sign_type: 'MD5' } }),
        badSign,
      ],
      'no sign': [valid.replace(/<sign>.*?<\/sign>/, ''), badSign],
      'an amount changed after signing': [valid.replaceAll('4500', '1'), badSign],
      'another merchant': [signedPayNotify({ ...merchant, mchId: '1900000109' }, content), 'mch_id不一致'],
      'a DOCTYPE': [
        valid.replace('<xml>', '<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]><xml>'),
        'XML格式错误',
      ],
      'no XML': ['return_code=SUCCESS', 'XML格式错误'],
    }
    const before = await store.everything()
    for (const [name, [body, why]] of Object.entries(forgeries)) {
      expect(`${name}: ${await notify(shop.stack, '/pay-notify', body)}`).toBe(`${name}: ${refusal(why)}`)
    }
    expect(await notify(shop.stack, '/pay-notify', '')).toContain('<return_code><![CDATA[FAIL]]></return_code>')
    expect(await store.everything()).toEqual(before)
    expect(await notify(shop.stack, '/pay-notify', valid)).toBe(acknowledged)
  })

  test('is refused without wx-server-sdk: a bundle whose sdk.js cannot be loaded answers it all the same', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'wxpay-test-'))
    const functionsDir = join(dir, 'functions')
    mkdirSync(functionsDir)
    cpSync(join(root, 'dist', 'cloudfunctions', 'pay-notify'), join(functionsDir, 'pay-notify'), { recursive: true })
    writeFileSync(join(functionsDir, 'pay-notify', 'sdk.js'), "throw new Error('wx-server-sdk was loaded')\n")
    writeFileSync(
      join(functionsDir, 'cloudbase.json'),
      JSON.stringify({
        collections: {},
        functions: { 'pay-notify': { timeoutSeconds: 10, memoryMb: 256 } },
        http: { '/pay-notify': 'pay-notify' },
      }),
    )
    const { merchant } = shop.stack.simulator
    const lines: FunctionLog[] = []
    const emulator = await startEmulator({
      functionsDir,
      dataDir: join(dir, 'data'),
      envFor: () => ({
        WXPAY_APP_ID: merchant.appId,
        WXPAY_MCH_ID: merchant.mchId,
        WXPAY_API_KEY: merchant.apiKey,
        WXPAY_NOTIFY_BASE_URL: 'https://notify.shop.test',
      }),
      onLog: (line) => lines.push(line),
    })
    onTestFinished(async () => {
      await emulator.close()
      rmSync(dir, { recursive: true, force: true })
    })
    const logged = () => lines.map(({ text }) => text).join('\n')
    const content = { outTradeNo: 'WMNOBODY0000000000000002', totalFee: 100 }
    expect(await notify({ emulator }, '/pay-notify', signedPayNotify({ ...merchant, apiKey: otherKey }, content))).toBe(
      refusal('签名失败'),
    )
    expect(logged()).not.toContain('wx-server-sdk was loaded')
    // The same bundle with a message that is to be stored: now the SDK is needed, and its absence is no SUCCESS.
    expect(await notify({ emulator }, '/pay-notify', signedPayNotify(merchant, content))).toContain('处理失败')
    expect(logged()).toContain('wx-server-sdk was loaded')
  })
})
