import type { Gateway } from '../gateway/gateway.ts'

/** A gateway that answers only what a test lets it answer; `asked` names the calls in their order. */
export function fakeGateway(answers: Partial<Gateway>): Gateway & { asked: string[] } {
  const asked: string[] = []
  const door =
    (name: keyof Gateway) =>
    // The arguments go through as they are: what a method takes is checked where the answers are written.
    (...args: unknown[]) => {
      asked.push(name)
      const answer = answers[name] as ((...args: unknown[]) => unknown) | undefined
      if (answer === undefined) throw new Error(`[shop] the test expected no ${name}`)
      return answer(...args)
    }
  return {
    asked,
    placeOrder: door('placeOrder') as Gateway['placeOrder'],
    payParams: door('payParams') as Gateway['payParams'],
    queryOrder: door('queryOrder') as Gateway['queryOrder'],
    closeOrder: door('closeOrder') as Gateway['closeOrder'],
    refund: door('refund') as Gateway['refund'],
    queryRefund: door('queryRefund') as Gateway['queryRefund'],
    downloadBill: door('downloadBill') as Gateway['downloadBill'],
    readPayNotify: door('readPayNotify') as Gateway['readPayNotify'],
    readRefundNotify: door('readRefundNotify') as Gateway['readRefundNotify'],
  }
}
