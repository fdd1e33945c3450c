import type { Gateway } from '../gateway/gateway.ts'

/** A gateway that answers only what a test lets it answer; `asked` names the calls in their order. */
export function fakeGateway(answers: Partial<Gateway>): Gateway & { asked: string[] } {
  const asked: string[] = []
  const method =
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
    placeOrder: method('placeOrder') as Gateway['placeOrder'],
    payParams: method('payParams') as Gateway['payParams'],
    queryOrder: method('queryOrder') as Gateway['queryOrder'],
    closeOrder: method('closeOrder') as Gateway['closeOrder'],
    refund: method('refund') as Gateway['refund'],
    queryRefund: method('queryRefund') as Gateway['queryRefund'],
    downloadBill: method('downloadBill') as Gateway['downloadBill'],
    readPayNotify: method('readPayNotify') as Gateway['readPayNotify'],
    readRefundNotify: method('readRefundNotify') as Gateway['readRefundNotify'],
  }
}
