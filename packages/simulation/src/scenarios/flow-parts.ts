import {
  approve,
  askBack,
  giveBack,
  type KnownOrder,
  letTick,
  payAtCashier,
  placeOrder,
  type Scene,
} from '../actors/deeds.ts'
import type { TimerName } from '../functions/functions.ts'
import { FunctionFailed } from '../functions/invoke.ts'
import { buyers, merchants } from '../world/catalogue.ts'

/** One story from its beginning to its end, always told the same way. */
export interface Flow {
  /** Actions before the flow; the exhaustive mode lets nothing fail in it. */
  before(scene: Scene): Promise<unknown>
  act(scene: Scene): Promise<unknown>
  /** The functions in which seeds let most things fail. */
  focus: readonly string[]
}

export const [buyer] = buyers
export const [one, other] = merchants
export const second = 1_000
export const minute = 60 * second

/** Long enough for a payment's notification to come and to be booked. */
export const untilTold = 2 * second
/** Long enough for a refund to end at the gateway and for its notification to come. */
export const untilRefunded = 5 * second

const tries = 3

/** Does it again while it fails, as people do who see that something went wrong: a few times, seconds apart. */
export async function insist(scene: Scene, act: () => Promise<{ ok: boolean; refused?: string }>): Promise<void> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    try {
      const { ok, refused } = await act()
      if (ok || refused !== 'gateway_unreachable') return
    } catch (error) {
      if (!(error instanceof FunctionFailed)) throw error
    }
    await pause(scene, 2 * second)
  }
}

export const pause = ({ world }: Scene, ms: number) => world.timeline.sleep(ms)

/** Lets timers go off; one that fails keeps nobody from anything, as the next tick comes. */
export async function tickAll(scene: Scene, ...names: TimerName[]): Promise<void> {
  for (const name of names) {
    try {
      await letTick(scene, name)
    } catch (error) {
      if (!(error instanceof FunctionFailed)) throw error
    }
  }
}

/** Does something about the order, if there is one: faults may have kept it from being made. */
export const about =
  (act: (scene: Scene, known: KnownOrder) => unknown) =>
  async (scene: Scene): Promise<void> => {
    const [known] = scene.orders
    if (known !== undefined) await act(scene, known)
  }

/** Does something about the order's first refund, if there is one. */
export const aboutRefund = (act: (scene: Scene, known: KnownOrder, refundId: string) => unknown) =>
  about(async (scene, known) => {
    const [refundId] = known.refundIds
    if (refundId !== undefined) await act(scene, known, refundId)
  })

export const place = (scene: Scene, productId = 'tea') =>
  insist(scene, () => placeOrder(scene, buyer, { requestId: 'request-1', lines: [{ productId, quantity: 1 }] }))

const atCashierFor = (waitMs: number, pays: boolean) =>
  about((scene, known) => insist(scene, () => payAtCashier(scene, known, { waitMs, pays })))

export const pay = atCashierFor(second, true)

/** An order whose cashier is left open. */
export async function prepaid(scene: Scene): Promise<void> {
  await place(scene)
  await atCashierFor(0, false)(scene)
}

/** A paid order, its notification booked. */
export const paidFor = (productId: string) => async (scene: Scene) => {
  await place(scene, productId)
  await pay(scene)
  await pause(scene, untilTold)
}

/** A merchant gives all of it back. */
export const refundAll = (openid: string) =>
  about((scene, known) =>
    insist(scene, () => giveBack(scene, known, { requestId: 'direct-1', amountFen: known.totalFen }, openid)),
  )

/** The buyer asks for part of it. */
export const ask = about((scene, known) =>
  insist(scene, () => askBack(scene, known, { requestId: 'refund-1', amountFen: 500 })),
)

export const approveFirst = (openid: string) =>
  aboutRefund((scene, known, refundId) => insist(scene, () => approve(scene, known, refundId, openid)))

/** One after the other. */
export const inTurn =
  (...acts: ((scene: Scene) => unknown)[]) =>
  async (scene: Scene): Promise<void> => {
    for (const act of acts) await act(scene)
  }

export const wait = (ms: number) => (scene: Scene) => pause(scene, ms)

export const nothing = async () => undefined
