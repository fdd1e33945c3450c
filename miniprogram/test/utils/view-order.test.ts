import type { OrderView, RefundView } from '@stack/contract'
import { describe, expect, test } from 'vitest'
import { isOpen, viewOrder } from '../../utils/view-order.ts'
import { viewOrderCard } from '../../utils/view-order-card.ts'
import { viewAmounts, viewFacts } from '../../utils/view-order-facts.ts'
import { makePaid, makeRefund, noon } from '../helpers/refunds.ts'
import { makeOrder } from '../helpers/shop.ts'

const unpaid = makeOrder({ createdAt: noon, expiresAt: noon + 1_800_000 })
const late = { ...unpaid, expiresAt: noon }
const refund = (state: RefundView['state'], changes: Partial<RefundView> = {}) => makeRefund({ state, ...changes })
const whole = (state: RefundView['state'], changes: Partial<RefundView> = {}) =>
  refund(state, { amountFen: 12_800, ...changes })

interface Row {
  order: OrderView
  confirming?: true
  text: string
  can: string
  open?: true
  pickUp?: true
}

const rows: Record<string, Row> = {
  'paid twice: the second payment goes back, the order stays as it is': {
    order: makePaid([whole('processing', { requestedBy: 'system', ofExtraPayment: true })], { refundableFen: 12_800 }),
    text: '已付款，待取货',
    can: 'refund',
    open: true,
    pickUp: true,
  },
  unpaid: { order: unpaid, text: '待付款', can: 'pay cancel' },
  'unpaid, cashier left open': { order: unpaid, confirming: true, text: '支付结果确认中', can: 'askAgain', open: true },
  'unpaid at its expiry': { order: late, text: '已超时，正在关闭', can: '', open: true },
  'unpaid at its expiry, cashier left open': {
    order: late,
    confirming: true,
    text: '支付结果确认中',
    can: 'askAgain',
    open: true,
  },
  'closing, by the buyer': {
    order: makeOrder({ state: 'closing', closedBy: 'buyer' }),
    text: '正在取消',
    can: '',
    open: true,
  },
  'closing, by expiry': {
    order: makeOrder({ state: 'closing', closedBy: 'expiry' }),
    text: '已超时，正在关闭',
    can: '',
    open: true,
  },
  'closed, by the buyer': { order: makeOrder({ state: 'closed', closedBy: 'buyer' }), text: '已取消', can: '' },
  'closed, by expiry': { order: makeOrder({ state: 'closed', closedBy: 'expiry' }), text: '已关闭', can: '' },
  'closed, money of another amount or payer came': {
    order: makeOrder({ state: 'closed', closedBy: 'mismatch' }),
    text: '已关闭',
    can: '',
  },
  paid: { order: makePaid(), text: '已付款，待取货', can: 'refund', pickUp: true },
  'paid while it was being closed': {
    order: makePaid([], { closedBy: 'buyer' }),
    text: '已付款，待取货',
    can: 'refund',
    pickUp: true,
  },
  'paid, a word of the cashier is of no more interest': {
    order: makePaid(),
    confirming: true,
    text: '已付款，待取货',
    can: 'refund',
    pickUp: true,
  },
  collected: { order: makePaid([], { collectedAt: noon }), text: '已取货', can: 'refund' },
  'part waits': { order: makePaid([refund('waiting')]), text: '退款申请中', can: 'refund', pickUp: true },
  'part waits, collected': {
    order: makePaid([refund('waiting')], { collectedAt: noon }),
    text: '退款申请中',
    can: 'refund',
  },
  'all waits': { order: makePaid([whole('waiting')]), text: '退款申请中', can: '', pickUp: true },
  'a merchant’s waits': {
    order: makePaid([refund('waiting', { requestedBy: 'merchant' })]),
    text: '退款复核中',
    can: 'refund',
    pickUp: true,
  },
  'all of a merchant’s waits': {
    order: makePaid([whole('waiting', { requestedBy: 'merchant' })]),
    text: '退款复核中',
    can: '',
    pickUp: true,
  },
  'both wait': {
    order: makePaid([refund('waiting', { requestedBy: 'merchant' }), refund('waiting')]),
    text: '退款申请中',
    can: 'refund',
    pickUp: true,
  },
  withdrawn: { order: makePaid([whole('withdrawn')]), text: '已付款，待取货', can: 'refund', pickUp: true },
  rejected: { order: makePaid([whole('rejected')]), text: '已付款，待取货', can: 'refund', pickUp: true },
  'part approved': {
    order: makePaid([refund('approved')]),
    text: '已付款，待取货',
    can: 'refund',
    open: true,
    pickUp: true,
  },
  'all approved': { order: makePaid([whole('approved')]), text: '退款中', can: '', open: true },
  'all refused': { order: makePaid([whole('refused')]), text: '退款中', can: '' },
  'all processing': { order: makePaid([whole('processing')]), text: '退款中', can: '', open: true },
  'part given back': { order: makePaid([refund('succeeded')]), text: '部分退款', can: 'refund', pickUp: true },
  'part given back, collected': {
    order: makePaid([refund('succeeded')], { collectedAt: noon }),
    text: '已取货',
    can: 'refund',
  },
  'all given back': { order: makePaid([whole('succeeded')]), text: '已全额退款', can: '' },
  'all abnormal': { order: makePaid([whole('abnormal')]), text: '退款异常', can: '' },
  'all went to the merchant’s account': {
    order: makePaid([whole('returned-to-merchant')], { refundableFen: 0 }),
    text: '退款异常',
    can: '',
  },
  'a part abnormal, the rest on its way': {
    order: makePaid([refund('abnormal'), whole('processing')], { refundableFen: 0 }),
    text: '退款中',
    can: '',
    open: true,
  },
  'refund closed': { order: makePaid([whole('closed')]), text: '已付款，待取货', can: 'refund', pickUp: true },
  'refund given up': { order: makePaid([whole('abandoned')]), text: '已付款，待取货', can: 'refund', pickUp: true },
  'all given back by hand': { order: makePaid([whole('settled-manually')]), text: '已全额退款', can: '' },
  'paid after the close, going back': {
    order: makePaid([whole('processing', { requestedBy: 'system' })], { closedBy: 'expiry' }),
    text: '订单已关闭，款项退回中',
    can: '',
    open: true,
  },
  'paid after the close, given back': {
    order: makePaid([whole('succeeded', { requestedBy: 'system' })], { closedBy: 'expiry' }),
    text: '订单已关闭，款项已退回',
    can: '',
  },
}

test.each(Object.entries(rows))(
  '%s',
  (_name, { order, confirming = false, text, can, open = false, pickUp = false }) => {
    const moment = { now: noon, confirming }
    const page = viewOrder(order, moment)
    const allowed = Object.entries(page.actions).flatMap(([action, may]) => (may ? [action] : []))
    expect({
      text: page.status.text,
      can: allowed.join(' '),
      bar: page.bar,
      open: isOpen(order, moment),
      pickUp: page.pickUp,
    }).toEqual({
      text,
      can,
      bar: can !== '',
      open,
      pickUp,
    })
  },
)

test('only what can be paid is counted down, to its expiry', () => {
  const untils = Object.values(rows).map(
    ({ order, confirming = false }) => viewOrder(order, { now: noon, confirming }).status.until,
  )
  expect(untils.filter((until) => until !== 0)).toEqual([unpaid.expiresAt])
})

describe('viewOrderCard', () => {
  test('shows three lines, says how many kinds more, and counts all pieces', () => {
    const lines = Array.from({ length: 5 }, (_, at) => ({
      productId: `p${at}`,
      title: `商品 ${at}`,
      priceFen: 1,
      quantity: at + 1,
    }))
    const card = viewOrderCard({ ...unpaid, lines }, { now: noon, confirming: false })
    expect(card).toMatchObject({ time: '11月23日 12:00', moreKinds: 2, pieces: 15, totalFen: 12_800 })
    expect(card.lines).toEqual(lines.slice(0, 3))
    expect(viewOrderCard(unpaid, { now: noon, confirming: false })).toMatchObject({ moreKinds: 0, pieces: 1 })
  })
})

describe('viewFacts', () => {
  test('leaves out what did not happen', () => {
    expect(viewFacts(unpaid, noon)).toEqual([{ label: '下单时间', text: '11月23日 12:00' }])
    expect(viewFacts(makePaid([], { collectedAt: noon, remark: '少糖' }), noon)).toEqual([
      { label: '下单时间', text: '11月23日 11:59' },
      { label: '付款时间', text: '11月23日 11:59' },
      { label: '取货时间', text: '11月23日 12:00' },
      { label: '备注', text: '少糖' },
    ])
  })
})

describe('viewAmounts', () => {
  const amounts = (order: OrderView) => viewAmounts(order).map(({ label, fen }) => `${label} ${fen}`)

  test.each<[string, OrderView, string[]]>([
    ['unpaid', unpaid, ['订单金额 12800']],
    ['paid', makePaid(), ['实付金额 12800']],
    ['waits', makePaid([refund('waiting')]), ['实付金额 12800', '待商家处理 2000', '可退金额 10800']],
    ['not accepted', makePaid([refund('refused')]), ['实付金额 12800', '退款处理中 2000', '可退金额 10800']],
    ['stuck', makePaid([refund('abnormal')]), ['实付金额 12800', '退款异常 2000', '可退金额 10800']],
    ['goes back', makePaid([refund('processing')]), ['实付金额 12800', '退款处理中 2000', '可退金额 10800']],
    ['given back', makePaid([refund('succeeded')]), ['实付金额 12800', '已退款 2000', '可退金额 10800']],
    ['given back by hand', makePaid([refund('settled-manually')]), ['实付金额 12800', '已退款 2000', '可退金额 10800']],
    ['given up', makePaid([refund('abandoned')]), ['实付金额 12800', '可退金额 12800']],
    ['rejected', makePaid([refund('rejected')]), ['实付金额 12800', '可退金额 12800']],
    [
      'all given back',
      makePaid([makeRefund({ state: 'succeeded', amountFen: 12_800 })]),
      ['实付金额 12800', '已退款 12800'],
    ],
  ])('%s', (_name, order, expected) => {
    expect(amounts(order)).toEqual(expected)
  })
})
