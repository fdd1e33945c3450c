/** Something that happened to orders and calls. `at` is epoch ms on the stack's clock, when it began. */
export type Activity =
  | {
      kind: 'call'
      at: number
      /** Name of the user who called. */
      user: string
      name: string
      data: unknown
      /** Result of `wx.cloud.callFunction`, resolved or rejected. */
      answer: unknown
      /** Real time it took. */
      ms: number
    }
  | {
      kind: 'gateway'
      at: number
      path: string
      clientCertificate: string | null
      requestBody: string
      /** Text that the signature was checked against, the key masked. */
      textToSign?: string
      status: number
      responseBody: string
    }
  | {
      kind: 'notification'
      at: number
      notification: 'pay' | 'refund'
      url: string
      requestBody: string
      /** HTTP status of the answer; null when none came, and then `error` says why. */
      status: number | null
      answer: string | null
      error: string | null
      acknowledged: 0 | 1
    }
  | { kind: 'cashier'; at: number; action: string; openid: string; outTradeNo: string | null; errMsg: string }

/** An activity with its number in the log: 1, 2, 3 … since the start. */
export type ActivityEntry = Activity & { seq: number }

/** Answer to the workbench's request for news. */
export interface ActivityNews {
  entries: ActivityEntry[]
  /** Milliseconds by which the stack's clock differs from real time. */
  offsetMs: number
}
