import { limits } from '@stack/order'
import { FunctionFailed } from '../functions/invoke.ts'
import { createRandom, type Random } from '../kernel/random.ts'
import { buyers, merchants } from '../world/catalogue.ts'
import { drawAction, ofBuyers, ofFate, ofForgers, ofMerchants, perhapsTwice, type Repertoire } from './actors.ts'
import { letTick, type Scene } from './deeds.ts'

/** Somebody who does one thing after the other: at most so many. */
interface Member {
  openid: string
  actions: Repertoire
  most: number
}

const [buyer, otherBuyer] = buyers
const [merchant, otherMerchant] = merchants

/** Actors, by their number. The second is the first buyer's other device. */
export const crowds = {
  few: [
    { openid: buyer, actions: ofBuyers, most: 3 },
    { openid: merchant, actions: ofMerchants, most: 2 },
  ],
  many: [
    { openid: buyer, actions: ofBuyers, most: 5 },
    { openid: buyer, actions: ofBuyers, most: 3 },
    { openid: otherBuyer, actions: ofBuyers, most: 3 },
    { openid: merchant, actions: ofMerchants, most: 5 },
    { openid: otherMerchant, actions: ofMerchants, most: 4 },
    { openid: '', actions: ofForgers, most: 2 },
    { openid: otherMerchant, actions: ofFate, most: 2 },
  ],
} as const satisfies Record<string, Member[]>

/** Counters of concurrent actors; actions whose numbers are in `dropped` do not happen, while everything else stays as drawn. */
export interface Tally {
  seed: number
  dropped: ReadonlySet<number>
  count: number
}

/** Lets everybody act until all are done; the timers go off meanwhile. */
export async function actInCrowd(scene: Scene, crowd: readonly Member[], draws: Random, tally: Tally): Promise<void> {
  // Now and then everybody stays away until orders have expired, with things still failing.
  const lingerMs = draws.chance(0.3) ? limits.orderLifeMs + 10 * 60_000 : 0
  let isOver = false
  const acting = crowd.map((member) => actOne(scene, member, 1 + draws.below(member.most), tally))
  const ticking = keepTicking(scene, createRandom(tally.seed, 'timers'), () => isOver)
  await Promise.all([...acting, scene.world.timeline.sleep(lingerMs)])
  isOver = true
  await ticking
}

async function actOne(scene: Scene, { openid, actions }: Member, times: number, tally: Tally): Promise<void> {
  for (let done = 0; done < times; done += 1) {
    const number = tally.count
    tally.count += 1
    const random = createRandom(tally.seed, `action ${number}`)
    await scene.world.timeline.sleep(pauseMs(actions, random))
    const action = drawAction(scene, openid, actions, random)
    if (tally.dropped.has(number)) continue
    try {
      await action(scene, openid, random)
    } catch (error) {
      // A function failed, or there is no order yet that it could have been about.
      if (!(error instanceof FunctionFailed || error instanceof RangeError)) throw error
    }
  }
}

/** Buyers begin; the others look in a little later, when there is something to decide. */
function pauseMs(actions: Repertoire, random: Random): number {
  if (random.chance(0.07)) return random.below(25 * 60_000)
  return actions === ofBuyers ? random.below(6_000) : 4_000 + random.below(20_000)
}

/** Sets the timers off, also twice at once, until nobody acts any more. */
async function keepTicking(scene: Scene, random: Random, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await scene.world.timeline.sleep(random.chance(0.2) ? 60_000 : random.below(900_000))
    const name = random.chance(0.5) ? 'close-expired-orders' : 'sync-refunds'
    await perhapsTwice(random, () => letTick(scene, name))
  }
}
