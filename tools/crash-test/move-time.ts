import { createRandom } from '@stack/simulation'
import type { Shop } from './open-shop.ts'
import type { Run } from './run.ts'
import { unlessKilled } from './unless-killed.ts'

const callsBetween = 12
const longestJumpMs = 100_000

const readGatewayTime = async ({ control }: Shop) => (await control<{ now: number }>('/clock')).now
const readCloudTime = async ({ admin }: Shop) => (await admin<{ nowMs: number }>('/clock')).nowMs

/**
 * Moves both clocks forward to one time (epoch ms), chosen by the later one. The gateway first: what falls due there is to
 * find the shop's clock behind, not ahead.
 */
export async function moveTime(shop: Shop, target: (now: number) => number): Promise<void> {
  const moveTo = target(Math.max(await readGatewayTime(shop), await readCloudTime(shop)))
  // By the way that is left: real time goes on meanwhile, and a clock refuses to go back.
  const left = (now: number) => ({ advanceMs: Math.max(0, moveTo - now) })
  await shop.control('/clock', left(await readGatewayTime(shop)))
  await shop.admin('/clock', left(await readCloudTime(shop)))
}

/** Lets time pass while people act, so that timers run, refunds end and notifications come again. */
export async function passTime({ seed, shop, isOver }: Run): Promise<void> {
  const random = createRandom(seed, 'time')
  while (!isOver()) {
    await shop.moments.nth('call', callsBetween)
    const jumpMs = 1_000 + random.below(longestJumpMs)
    // Killed under it, one clock may be behind: they meet at the next move.
    await unlessKilled(shop, () => moveTime(shop, (now) => now + jumpMs))
  }
}
