import { describe, expect, test } from 'vitest'
import { DAY_MS, openTestCore, type Values } from '../helpers/core.ts'

const NUMBER = '20150806125346'
type Bench = ReturnType<typeof openTestCore>

/** How an order comes into each state. */
const STATES: Record<string, (bench: Bench) => void> = {
  unknown: () => undefined,
  NOTPAY: ({ order }) => void order(NUMBER),
  SUCCESS: ({ paidOrder }) => void paidOrder(NUMBER),
  REFUND: ({ paidOrder, refund }) => {
    paidOrder(NUMBER)
    refund(NUMBER, 'R0', 10)
  },
  CLOSED: ({ order, call }) => {
    order(NUMBER)
    call('/pay/closeorder', { out_trade_no: NUMBER })
  },
  'closed by itself': ({ order, time }) => {
    order(NUMBER)
    time.now += 7 * DAY_MS
  },
}

const CALLS: Record<string, (bench: Bench) => Values> = {
  unifiedorder: ({ order }) => order(NUMBER),
  'unifiedorder with another amount': ({ order }) => order(NUMBER, { total_fee: '89' }),
  orderquery: ({ call }) => call('/pay/orderquery', { out_trade_no: NUMBER }),
  closeorder: ({ call }) => call('/pay/closeorder', { out_trade_no: NUMBER }),
  refund: ({ refund }) => refund(NUMBER, 'R1', 78),
  refundquery: ({ call }) => call('/pay/refundquery', { out_trade_no: NUMBER }),
}

const ACCEPTED = 'SUCCESS'

/** What each call answers in each state: err_code and err_code_des, or SUCCESS and what matters. */
const TABLE: Record<string, Record<string, string>> = {
  unknown: {
    unifiedorder: ACCEPTED,
    'unifiedorder with another amount': ACCEPTED,
    orderquery: 'ORDERNOTEXIST order not exist',
    closeorder: ACCEPTED,
    refund: 'ORDERNOTEXIST 订单不存在',
    refundquery: 'REFUNDNOTEXIST not exist',
  },
  NOTPAY: {
    unifiedorder: ACCEPTED,
    'unifiedorder with another amount': 'INVALID_REQUEST 201 商户订单号重复',
    orderquery: 'SUCCESS NOTPAY 订单未支付',
    closeorder: ACCEPTED,
    refund: 'ORDERNOTEXIST 订单不存在',
    refundquery: 'REFUNDNOTEXIST not exist',
  },
  SUCCESS: {
    unifiedorder: 'ORDERPAID 该订单已支付',
    'unifiedorder with another amount': 'ORDERPAID 该订单已支付',
    orderquery: 'SUCCESS SUCCESS 支付成功',
    closeorder: 'ORDERPAID order paid',
    refund: ACCEPTED,
    refundquery: 'REFUNDNOTEXIST not exist',
  },
  REFUND: {
    unifiedorder: 'ORDERPAID 该订单已支付',
    'unifiedorder with another amount': 'ORDERPAID 该订单已支付',
    orderquery: 'SUCCESS REFUND 订单发生过退款，退款详情请查询退款单',
    closeorder: 'ORDERPAID order paid',
    refund: ACCEPTED,
    refundquery: 'SUCCESS PROCESSING',
  },
  CLOSED: {
    unifiedorder: 'ORDERCLOSED 订单已关闭',
    'unifiedorder with another amount': 'ORDERCLOSED 订单已关闭',
    orderquery: 'SUCCESS CLOSED 订单已关闭',
    closeorder: ACCEPTED,
    refund: 'ERROR 订单已关闭',
    refundquery: 'REFUNDNOTEXIST not exist',
  },
}
TABLE['closed by itself'] = TABLE.CLOSED ?? {}

const ROWS = Object.entries(TABLE).flatMap(([state, answers]) =>
  Object.entries(answers).map(([name, expected]) => [name, state, expected] as const),
)

function summaryOf(answer: Values): string {
  const { result_code, err_code, err_code_des, trade_state, trade_state_desc, refund_status_0 } = answer
  const told = [trade_state, trade_state_desc, refund_status_0].filter(Boolean)
  return result_code === 'SUCCESS' ? ['SUCCESS', ...told].join(' ') : `${err_code} ${err_code_des}`
}

describe('each endpoint in each state of the order', () => {
  test.each(ROWS)('%s of an order that is %s: %s', (name, state, expected) => {
    const bench = openTestCore()
    STATES[state]?.(bench)
    const answer = CALLS[name]?.(bench) ?? {}
    expect(summaryOf(answer)).toBe(expected)
    expect(answer).toMatchObject({ return_code: 'SUCCESS', return_msg: 'OK' })
    expect(answer.sign).toMatch(/^[0-9A-F]{32}$/)
    expect(answer.nonce_str).toMatch(/^[A-Za-z0-9]{16}$/)
    expect(answer).not.toHaveProperty('sign_type')
  })
})

describe('the elements of an answer, in order', () => {
  const HEAD = ['return_code', 'return_msg', 'result_code', 'mch_id', 'appid']
  const TAIL = ['nonce_str', 'sign']
  const PAID = [
    ...['openid', 'is_subscribe', 'trade_type', 'trade_state', 'bank_type', 'total_fee', 'fee_type', 'cash_fee'],
    ...['cash_fee_type', 'transaction_id', 'out_trade_no', 'attach', 'time_end', 'trade_state_desc'],
  ]
  const UNPAID = ['device_info', 'trade_state', 'total_fee', 'out_trade_no', 'trade_state_desc']

  test.each([
    ['unifiedorder', 'unknown', [...HEAD, ...TAIL, 'prepay_id', 'trade_type']],
    ['unifiedorder', 'SUCCESS', [...HEAD, ...TAIL, 'err_code', 'err_code_des']],
    ['orderquery', 'unknown', [...HEAD, 'err_code', 'err_code_des', ...TAIL]],
    ['orderquery', 'NOTPAY', [...HEAD, ...UNPAID, ...TAIL]],
    ['orderquery', 'SUCCESS', [...HEAD, ...PAID, ...TAIL]],
    ['orderquery', 'REFUND', [...HEAD, ...PAID, ...TAIL]],
    ['orderquery', 'CLOSED', [...HEAD, 'trade_state', 'out_trade_no', 'attach', 'trade_state_desc', ...TAIL]],
    ['closeorder', 'NOTPAY', [...HEAD, ...TAIL]],
    [
      'refund',
      'SUCCESS',
      [
        ...['return_code', 'return_msg', 'appid', 'mch_id', 'nonce_str', 'sign', 'result_code', 'transaction_id'],
        ...['out_trade_no', 'out_refund_no', 'refund_id', 'refund_channel', 'refund_fee', 'coupon_refund_fee'],
        ...['total_fee', 'cash_fee', 'coupon_refund_count', 'cash_refund_fee'],
      ],
    ],
    [
      'refundquery',
      'REFUND',
      [
        ...['appid', 'cash_fee', 'mch_id', 'nonce_str', 'out_refund_no_0', 'out_trade_no', 'refund_account_0'],
        ...['refund_channel_0', 'refund_count', 'refund_fee', 'refund_fee_0', 'refund_id_0', 'refund_recv_accout_0'],
        ...['refund_status_0', 'result_code', 'return_code', 'return_msg', 'sign', 'total_fee', 'transaction_id'],
      ],
    ],
  ])('%s of an order that is %s', (name, state, expected) => {
    const bench = openTestCore()
    STATES[state]?.(bench)
    expect(Object.keys(CALLS[name]?.(bench) ?? {})).toEqual(expected)
  })
})

describe('identifiers have the shapes seen on the wire', () => {
  test('prepay_id, transaction_id, refund_id', () => {
    const { order, paidOrder, refund } = openTestCore()
    expect(order('ORDER-1').prepay_id).toMatch(/^wx20120000\d{6}[0-9a-f]{16}0000$/)
    expect(paidOrder('ORDER-2')).toMatch(/^4200000\d{3}20261120\d{10}$/)
    expect(refund('ORDER-2', 'R1', 88).refund_id).toMatch(/^503000\d{4}20261120\d{11}$/)
  })
})

describe('unifiedorder again', () => {
  test('with the same parameters and another nonce: another prepay_id, and both can be paid with', () => {
    const { order, pay } = openTestCore()
    const first = order(NUMBER).prepay_id ?? ''
    const second = order(NUMBER, { nonce_str: 'another' }).prepay_id ?? ''
    expect(second).not.toBe(first)
    expect(pay(first).errMsg).toBe('requestPayment:ok')
  })

  test.each([
    { body: '别的商品' },
    { attach: 'x' },
    { spbill_create_ip: '1.1.1.1' },
    { time_expire: '20261120130000' },
    { notify_url: 'https://example.com/other' },
    { device_info: 'WEB' },
    { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6x' },
  ])('with another %o is refused', (changed) => {
    const { order } = openTestCore()
    order(NUMBER)
    expect(order(NUMBER, changed)).toMatchObject({
      result_code: 'FAIL',
      err_code: 'INVALID_REQUEST',
      err_code_des: '201 商户订单号重复',
    })
  })

  test('with the defaults written out is the same order', () => {
    const { order } = openTestCore()
    order(NUMBER)
    expect(order(NUMBER, { fee_type: 'CNY', sign_type: 'MD5' }).result_code).toBe('SUCCESS')
  })

  test('with another algorithm is refused', () => {
    const { order } = openTestCore()
    order(NUMBER)
    expect(order(NUMBER, {}, 'HMAC-SHA256').err_code_des).toBe('201 商户订单号重复')
  })
})

test('the answer is signed with the algorithm of its request', () => {
  const { order, call } = openTestCore()
  expect(order(NUMBER, {}, 'HMAC-SHA256').sign).toMatch(/^[0-9A-F]{64}$/)
  expect(call('/pay/orderquery', { out_trade_no: NUMBER }).sign).toMatch(/^[0-9A-F]{32}$/)
})

test('transaction_id goes before out_trade_no', () => {
  const { call, paidOrder, order } = openTestCore()
  const transactionId = paidOrder('PAID-1')
  order('UNPAID-1')
  const answer = call('/pay/orderquery', { transaction_id: transactionId, out_trade_no: 'UNPAID-1' })
  expect(answer).toMatchObject({ out_trade_no: 'PAID-1', time_end: '20261120120000', cash_fee: '88' })
})

test("closeorder refuses young orders when WeChat's 5 minutes are enforced", () => {
  const { order, call, time } = openTestCore({ settings: { closeMinAgeMs: 300_000 } })
  order(NUMBER)
  time.now += 299_999
  expect(call('/pay/closeorder', { out_trade_no: NUMBER }).err_code).toBe('TRADE_STATE_ERROR')
  time.now += 1
  expect(call('/pay/closeorder', { out_trade_no: NUMBER }).result_code).toBe('SUCCESS')
})

test('an unknown number that was closed can still be ordered', () => {
  const { order, call } = openTestCore()
  call('/pay/closeorder', { out_trade_no: NUMBER })
  expect(order(NUMBER).result_code).toBe('SUCCESS')
})
