import type { Activity } from './activity-entry.ts'
import { exchangeJson, UpstreamError } from './exchange-json.ts'
import { openRefundClient } from './refund-client.ts'

/** Addresses of the local stack; each holds its door's token. */
export interface StackAddresses {
  callUrl: string
  /** Control API of a wxpay-simulator: cashier, events, clock, refunds. */
  controlUrl?: string
  /** Admin door of a cloudbase-emulator: its clock, when there is no simulator. */
  adminUrl?: string
}

/** Result of `wx.cloud.callFunction`, or what it rejects with when it has an `errCode`. */
export type CallReply = Record<string, unknown>

/** The stackClient of the stack that a phone needs. */
export type StackClient = ReturnType<typeof openStackClient>

const CALL_TIMEOUT_MS = 65_000 // functions may take 60 s
const CLOCK_TIMEOUT_MS = 60_000 // all that falls due on the way is done before the answer

/** Opens the stackClient of a stack; nothing is asked before it is needed. */
export function openStackClient({ callUrl, controlUrl, adminUrl }: StackAddresses) {
  const clockUrl = controlUrl ?? adminUrl
  let appId: Promise<string> | undefined
  const readAppId = async () => String((await exchangeJson(`${controlUrl}/merchant`)).appId)

  return {
    hasCashier: controlUrl !== undefined,
    hasClock: clockUrl !== undefined,
    ...openRefundClient(controlUrl),

    /** Calls a function as `wx.cloud.callFunction` does; what goes wrong is answered in WeChat's form, never thrown. */
    async callFunction(name: string, request: { data: unknown; openid: string }): Promise<CallReply> {
      try {
        return await exchangeJson(`${callUrl}/${name}`, request, CALL_TIMEOUT_MS)
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error
        return { errCode: -1, errMsg: `cloud.callFunction:fail ${error.message}` }
      }
    },

    /**
     * Does in WeChat's cashier what the buyer does there.
     * @throws UpstreamError without a simulator, or when it refuses the request itself
     */
    async cashier(payment: object, act: { action: string; openid: string }): Promise<Record<string, unknown>> {
      if (controlUrl === undefined)
        throw new UpstreamError('没有连接微信支付模拟器，无法支付（启动时加 --control-url）')
      appId ??= readAppId().catch((error) => {
        appId = undefined
        throw error
      })
      return exchangeJson(`${controlUrl}/cashier`, { ...payment, appId: await appId, ...act })
    },

    /** Returns the gateway's events after number `since`, with the number to ask from next. */
    async events(since: number): Promise<{ activities: Activity[]; since: number }> {
      if (controlUrl === undefined) return { activities: [], since }
      const events = (await exchangeJson(`${controlUrl}/events?since=${since}`)) as unknown as (Activity & {
        seq: number
      })[]
      return {
        activities: events.map(({ seq: _number, ...activity }) => activity),
        since: events.at(-1)?.seq ?? since,
      }
    },

    /** Milliseconds by which the stack's clock differs from real time; 0 without a clock. */
    async offsetMs(): Promise<number> {
      return clockUrl === undefined ? 0 : Number((await exchangeJson(`${clockUrl}/clock`)).offsetMs)
    },

    /**
     * Moves the stack's clock forward and answers its new offset.
     * @throws UpstreamError without a clock, or when the move is refused
     */
    async advance(advanceMs: number): Promise<number> {
      if (clockUrl === undefined) throw new UpstreamError('本地环境没有可以快进的时钟（启动时加 --control-url）')
      return Number((await exchangeJson(`${clockUrl}/clock`, { advanceMs }, CLOCK_TIMEOUT_MS)).offsetMs)
    },
  }
}
