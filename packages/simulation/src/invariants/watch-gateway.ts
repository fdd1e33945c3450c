import type { World } from '../world/world.ts'

/** All functions together, repetitions included; each notification of a refund is asked about. */
const mostCallsPerMinute = 60
const mostCallsPerNotification = 3

/** The gateway's words for more refunds than money. */
const overRefund = /可退款的余额不足|订单已全额退款|部分退款次数/

/** The order that a request is about; refund numbers begin with the order's. */
function orderIn(request: string): string {
  return /<out_(?:trade|refund)_no><!\[CDATA\[(WM[0-9A-Z]{24})/.exec(request)?.[1] ?? ''
}

/** Fields that every repetition of a unified order repeats. */
function termsOf(request: string): string {
  return request.replaceAll(/<(nonce_str|sign)>.*?<\/\1>/g, '')
}

/** Checks every exchange with the gateway. */
export function watchGateway(
  world: Pick<World, 'timeline' | 'mostSkewMs' | 'lastWritten' | 'blame' | 'refundsNotified' | 'wrongs'>,
): World['onGateway'] {
  const calls = new Map<string, number>()
  const terms = new Map<string, string>()

  function checkUnifiedOrder(outTradeNo: string, request: string, answer: string): void {
    const asked = termsOf(request)
    const first = terms.get(outTradeNo) ?? asked
    terms.set(outTradeNo, first)
    if (asked !== first) world.blame('I6 a unified order is repeated with the terms of the first', outTradeNo)
    const isClosed = world.lastWritten(outTradeNo)?.state === 'closed'
    if (world.mostSkewMs === 0 && isClosed && answer.includes('<prepay_id>')) {
      world.blame('I9 what is closed here never becomes payable again', outTradeNo)
    }
  }

  return (request, answer) => {
    const outTradeNo = orderIn(request)
    if (request.includes('<trade_type>')) checkUnifiedOrder(outTradeNo, request, answer)
    const minute = `${outTradeNo} ${Math.floor(world.timeline.now() / 60_000)}`
    const count = (calls.get(minute) ?? 0) + 1
    calls.set(minute, count)
    const most = mostCallsPerMinute + mostCallsPerNotification * world.refundsNotified
    if (count > most) world.blame('I15 gateway calls per order and minute are bounded', outTradeNo)
    // Money that was promised again after WeChat had called a refund closed, and then paid it.
    if (overRefund.test(answer) && !world.wrongs.reopensRefunds)
      world.blame('I3 the gateway never has to refuse an over-refund', answer)
  }
}
