import type { OrderView } from '@stack/contract'
import { createPhone, openCloud, type Stack, users } from '@stack/local-stack'

/** Numbers of orders and refunds in every state, all of one buyer. */
export interface Scenery {
  unpaid: string
  cancelled: string
  expired: string
  paid: string
  long: string
  collected: string
  asked: string
  decided: string
  refunded: string
  refused: string
  abnormal: string
  abandoned: string
  settled: string
  closed: string
  returned: string
  twice: string
  large: string
  askedRefund: string
  rejectedRefund: string
  paidRefund: string
  refusedRefund: string
  abnormalRefund: string
  abandonedRefund: string
  settledRefund: string
  closedRefund: string
  returnedRefund: string
  twiceRefund: string
  largeRefund: string
}

type Lines = { productId: string; quantity: number }[]

const cup: Lines = [{ productId: 'cup-celadon', quantity: 1 }]
const everything: Lines = [
  { productId: 'tea-longjing', quantity: 2 },
  { productId: 'tea-puer', quantity: 1 },
  { productId: 'cup-celadon', quantity: 6 },
  { productId: 'cake-osmanthus', quantity: 12 },
  { productId: 'sticker', quantity: 99 },
]
const minute = 60_000

function granted<Answer extends { ok: boolean }>(answer: Answer): Extract<Answer, { ok: true }> {
  if (!answer.ok) throw new Error(`not granted: ${JSON.stringify(answer)}`)
  return answer as Extract<Answer, { ok: true }>
}

async function tellGateway(stack: Stack, path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const told = await fetch(stack.simulator.controlUrl + path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!told.ok) throw new Error(`${path}: ${told.status} ${await told.text()}`)
}

/** Takes all that the merchant has at the gateway: a refund that is asked for then is refused. */
async function emptyBalance(stack: Stack): Promise<void> {
  const ledger = await fetch(`${stack.simulator.controlUrl}/ledger`)
  const { balances } = (await ledger.json()) as { balances: { merchant: number } }
  await tellGateway(stack, '/balance', { amountFen: -balances.merchant })
}

const transactionId = '4200002026030143127400112233'
const refundId = 'WM6CM12PAQ95MY6CE5TBVODJ2AR1'

/** Ids of the discrepancies, as the reconciliation makes them. */
export const discrepancyIds = {
  missing: `payment-missing-locally-${transactionId}`,
  unknown: `payment-missing-locally-${transactionId.slice(0, -1)}4`,
  amount: `refund-amount-${refundId}`,
  fee: `fee-${transactionId}`,
  noted: `payment-amount-${transactionId}`,
  repaired: `refund-missing-in-bill-${refundId}`,
} as const

/** Discrepancies as the reconciliation stores them, of every look: with and without amounts, open and resolved. */
async function paintDiscrepancies(stack: Stack, outTradeNo: string): Promise<void> {
  const unresolved = { state: 'open', resolvedAt: null, resolvedBy: null, resolution: null, note: null }
  const found = { outTradeNo, billDate: '2026-03-01', foundAt: stack.clock.now(), isRepairable: true, ...unresolved }
  const payment = { ...found, refundId: null, transactionId }
  const refund = { ...found, refundId, transactionId: null }
  const resolved = { state: 'resolved', resolvedAt: stack.clock.now(), resolvedBy: users.merchant }
  const discrepancies: Record<keyof typeof discrepancyIds, Record<string, unknown>> = {
    missing: { ...payment, kind: 'payment-missing-locally', localFen: null, gatewayFen: 4500 },
    unknown: {
      ...payment,
      kind: 'payment-missing-locally',
      localFen: null,
      gatewayFen: 1,
      billDate: null,
      isRepairable: false,
    },
    amount: { ...refund, kind: 'refund-amount', localFen: 1000, gatewayFen: 100_000 },
    fee: { ...payment, kind: 'fee', localFen: 27, gatewayFen: 30, isRepairable: false },
    noted: {
      ...payment,
      ...resolved,
      kind: 'payment-amount',
      localFen: 4500,
      gatewayFen: 4400,
      resolution: 'noted',
      note: '已与微信支付核对：买家使用了代金券',
    },
    repaired: {
      ...refund,
      ...resolved,
      kind: 'refund-missing-in-bill',
      localFen: 1000,
      gatewayFen: null,
      resolution: 'repaired',
    },
  }
  const store = openCloud(stack.emulator.adminUrl).collection('discrepancies')
  for (const [name, id] of Object.entries(discrepancyIds)) {
    await store.doc(id).set({ data: discrepancies[name as keyof typeof discrepancyIds] })
  }
}

/** Fills the order records of a fresh stack: what a shop looks like after some days. */
export async function paintScenery(stack: Stack): Promise<Scenery> {
  const buyer = createPhone(stack, users.buyerA)
  const merchant = createPhone(stack, users.merchant)
  let requests = 0
  const requestId = () => `scenery-${String(++requests).padStart(4, '0')}`

  const order = async (lines = cup, remark = '') =>
    granted(await buyer.call('create-order', { requestId: requestId(), lines, remark })).order.outTradeNo
  const pay = async (outTradeNo: string): Promise<OrderView> => {
    await buyer.cashier(granted(await buyer.call('unified-order', { outTradeNo })).payment)
    // The notification is under way; it is due by now.
    await stack.clock.advance(minute)
    return granted(await buyer.call('get-order', { outTradeNo })).order
  }
  const bought = async (lines = cup, remark = '') => (await pay(await order(lines, remark))).outTradeNo
  const ask = async (outTradeNo: string, amountFen: number, reason: string) =>
    granted(await buyer.call('request-refund', { requestId: requestId(), outTradeNo, amountFen, reason })).refund
      .refundId
  const giveBack = async (outTradeNo: string, amountFen: number, reason: string) =>
    granted(await merchant.call('refund', { requestId: requestId(), outTradeNo, amountFen, reason })).refund.refundId

  await openCloud(stack.emulator.adminUrl)
    .collection('products')
    .doc('sold-out')
    .set({
      data: {
        title: '限量手工紫砂壶配四只同泥料小杯礼盒装 附收藏证书',
        description: '',
        priceFen: 1_280_000,
        stock: 0,
        onShelf: true,
        picture: '',
      },
    })

  const expired = await order()
  await stack.clock.advance(32 * minute)
  const cancelled = await order()
  await buyer.call('cancel-order', { outTradeNo: cancelled })
  const collected = await bought()
  granted(await merchant.call('mark-collected', { outTradeNo: collected }))
  const [refused, abandoned, settled] = [await bought(), await bought(), await bought()]
  await emptyBalance(stack)
  const refusedRefund = await giveBack(refused, 2000, '少发一只杯子，买家同意只退一部分')
  const abandonedRefund = await giveBack(abandoned, 1000, '商品有问题')
  const settledRefund = await giveBack(settled, 4500, '缺货')
  // Until a minute after it was sent, a refund may still reach the gateway.
  await stack.clock.advance(minute)
  granted(await merchant.call('abandon-refund', { outTradeNo: abandoned, refundId: abandonedRefund }))
  const note = '银行转账，尾号 0403，凭证号 20260302001'
  granted(await merchant.call('settle-refund-manually', { outTradeNo: settled, refundId: settledRefund, note }))
  const refunded = await bought()
  const paidRefund = await giveBack(refunded, 4500, '缺货')
  const abnormal = await bought()
  await tellGateway(stack, '/refund-outcome', { outcome: 'CHANGE' })
  const abnormalRefund = await giveBack(abnormal, 1500, '商品有问题：杯口有一处小磕碰')
  const closed = await bought()
  await tellGateway(stack, '/refund-outcome', { outcome: 'REFUNDCLOSE' })
  const closedRefund = await giveBack(closed, 4500, '门店暂停营业')
  const returned = await bought()
  await tellGateway(stack, '/refund-outcome', { outcome: 'SUCCESS', receivedBy: 'merchant' })
  const returnedRefund = await giveBack(returned, 4500, '缺货')
  const twice = await bought()
  await tellGateway(stack, '/refund-outcome', { outcome: 'CHANGE' })
  const twiceRefund = await giveBack(twice, 4500, '缺货')
  await stack.clock.advance(24 * 60 * minute)
  const inCash = { outTradeNo: twice, refundId: twiceRefund, note: '现金', isFact: true }
  granted(await merchant.call('settle-refund-manually', inCash))
  await tellGateway(stack, '/refund-end', { outRefundNo: twiceRefund, outcome: 'SUCCESS' })
  const decided = await bought(everything)
  const rejectedRefund = await ask(decided, 1980, '不想要了')
  const approved = await ask(decided, 12_800, '商品有问题：茶叶罐压扁了一角，封口也裂开了，请退一罐的钱')
  await merchant.call('reject-refund', { outTradeNo: decided, refundId: rejectedRefund, reason: '商品已取走' })
  granted(await merchant.call('refund', { outTradeNo: decided, refundId: approved }))
  await stack.clock.advance(30 * minute)
  const asked = await bought()
  const askedRefund = await ask(asked, 1000, '商品有问题：杯口有一处小磕碰')
  const long = await bought(everything, '请把两罐龙井分开装袋，贴纸不用包装，周六下午三点左右来取，谢谢')
  const paid = await bought()
  const large = await bought(everything)
  const largeRefund = await giveBack(large, 50_001, '整单补偿')
  await paintDiscrepancies(stack, paid)
  const unpaid = await order(everything, '周六下午来取')
  return {
    unpaid,
    cancelled,
    expired,
    paid,
    long,
    collected,
    asked,
    decided,
    refunded,
    refused,
    abnormal,
    abandoned,
    settled,
    closed,
    returned,
    twice,
    large,
    askedRefund,
    rejectedRefund,
    paidRefund,
    refusedRefund,
    abnormalRefund,
    abandonedRefund,
    settledRefund,
    closedRefund,
    returnedRefund,
    twiceRefund,
    largeRefund,
  }
}
