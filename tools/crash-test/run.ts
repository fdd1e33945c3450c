import type { CallAnswer, CallData, FunctionName, PayParams } from '@stack/contract'
import type { CashierAction } from 'wxpay-simulator'
import { type Acknowledgement, acknowledgedBy, paidAtCashier } from './acknowledgements.ts'
import type { Shop } from './open-shop.ts'

/** State that all actors share in one run. */
export interface Run {
  seed: number
  shop: Shop
  /** Orders that somebody was told of. */
  orders: KnownOrder[]
  acknowledgements: Acknowledgement[]
  /** Number of them that were compared with the order records already. */
  audited: number
  counts: { calls: number; unanswered: number; audits: number }
  /** Number of refused calls, by function and reason. */
  refusals: Map<string, number>
  violations: string[]
  /** True once all actors are to stop. */
  isOver(): boolean
}

/** Knowledge of an order outside the shop. */
export interface KnownOrder {
  outTradeNo: string
  owner: string
  totalFen: number
  isPaid: boolean
  /** Nothing is to be paid any more, or never was to be. */
  isClosed: boolean
  refundIds: string[]
}

/** Somebody with a phone. Undefined is no answer: whether it was done is not known. */
export interface Client {
  openid: string
  call<Name extends FunctionName>(name: Name, data: CallData<Name>): Promise<CallAnswer<Name> | undefined>
  /** The same until there is an answer, as people try again. */
  insist<Name extends FunctionName>(name: Name, data: CallData<Name>): Promise<CallAnswer<Name> | undefined>
  /** True if the cashier reported success. */
  pay(outTradeNo: string, payment: PayParams, action: CashierAction): Promise<boolean>
}

const mostTries = 5

/** Gives somebody a phone; every acknowledgement that it gets is kept. */
export function openClient(run: Run, openid: string): Client {
  const phone = run.shop.phone(openid)
  const attempt = async <Answer>(at: 'emulator' | 'simulator', act: () => Promise<Answer>) => {
    const { moments } = run.shop
    // Only for what is called: that the other one is away is a case of its own.
    await run.shop[at].up()
    run.counts.calls += 1
    moments.note('call')
    try {
      return await act()
    } catch {
      // Killed under it, which is what this is about; or waiting for what a killed function left locked.
      run.counts.unanswered += 1
      return undefined
    } finally {
      moments.note('answer')
    }
  }
  const call: Client['call'] = async (name, data) => {
    const answer = await attempt('emulator', () => phone.call(name, data))
    if (answer === undefined) return undefined
    run.acknowledgements.push(...acknowledgedBy(name, openid, data, answer))
    if (!answer.ok) noteRefusal(run, name, answer.refused, data)
    return answer
  }
  return {
    openid,
    call,
    async insist(name, data) {
      for (let tries = 1; tries < mostTries && !run.isOver(); tries += 1) {
        const answer = await call(name, data)
        if (answer !== undefined) return answer
      }
      return call(name, data)
    },
    async pay(outTradeNo, payment, action) {
      const answer = await attempt('simulator', () => phone.cashier(payment, action))
      const isOk = action === 'pay' && answer?.errMsg === 'requestPayment:ok'
      if (isOk) run.acknowledgements.push(paidAtCashier(outTradeNo))
      return isOk
    },
  }
}

function noteRefusal({ refusals, violations }: Run, name: FunctionName, refused: string, data: object): void {
  const key = `${name} ${refused}`
  refusals.set(key, (refusals.get(key) ?? 0) + 1)
  // Nobody asks for what they were not told of.
  if (refused === 'not_found') violations.push(`${name} ${JSON.stringify(data)}: not found`)
}
