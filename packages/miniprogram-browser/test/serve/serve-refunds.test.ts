import { describe, expect, test } from 'vitest'
import { openDoor, openServer } from '../helpers/serve.ts'

describe('refunds at WeChat', () => {
  const refund = (n: number) => ({
    ...{ outRefundNo: `R${n}`, outTradeNo: 'WM1', refundFen: n, status: 'CHANGE', receivedBy: 'buyer' },
    nextStatuses: ['SUCCESS'],
  })

  test('the newest 50 first, with what the workbench shows', async () => {
    const refunds = Array.from({ length: 60 }, (_, n) => ({ ...refund(n), notifyUrl: 'https://shop.test/refund' }))
    const control = await openDoor({ 'GET /refunds': () => refunds })
    const { json } = await openServer({ addresses: { controlUrl: control.url } }).askJson('GET', 'refunds')
    expect(json).toHaveLength(50)
    expect([json[0], json[49]]).toStrictEqual([refund(59), refund(10)])
  })

  test.each(['refund-outcome', 'refund-end', 'platform-refund'])('%s is passed on', async (act) => {
    const control = await openDoor({ [`POST /${act}`]: () => ({ secret: 1 }) })
    const { askJson } = openServer({ addresses: { controlUrl: control.url } })
    expect(await askJson('POST', act, { outRefundNo: 'R1' })).toStrictEqual({ status: 200, json: {} })
    expect(control.received).toStrictEqual([{ route: `POST /${act}`, body: { outRefundNo: 'R1' } }])
  })

  test('a refusal is passed on, and without a simulator it says so', async () => {
    const control = await openDoor({})
    const refused = await openServer({ addresses: { controlUrl: control.url } }).askJson('POST', 'refund-end', {})
    expect(refused).toStrictEqual({ status: 502, json: { error: 'no such route' } })
    const { status, json } = await openServer().askJson('GET', 'refunds')
    expect([status, json.error]).toStrictEqual([502, '没有连接微信支付模拟器，无法处理退款（启动时加 --control-url）'])
  })
})
