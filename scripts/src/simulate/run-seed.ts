import { limits } from '@stack/order'
import { cast, drawAction, keepTicking } from './actors.ts'
import { buyers, stock } from './catalogue.ts'
import { checkEnd } from './check-end.ts'
import type { Counters } from './faults.ts'
import { FunctionFailed } from './invoke.ts'
import { type Dropped, openRun, type Run, type SeedResult } from './open-run.ts'
import { createRandom, type Random } from './random.ts'
import { settle } from './settle.ts'
import { installGlobals } from './virtual-globals.ts'

const nothing: Dropped = { faults: new Set(), actions: new Set() }

/** Runs one seed: actors and faults, then the settling, then the checks. `counters` gets what was hit. */
export async function runSeed(seed: number, counters: Counters, dropped: Dropped = nothing): Promise<SeedResult> {
  const run = openRun(seed, counters, dropped)
  const { world, scene, result } = run
  const restore = installGlobals(world.timeline, createRandom(seed, 'machine'), (text) => world.log('out', text, {}))
  try {
    await stock(world.database)
    const draws = createRandom(seed, 'actors')
    // Now and then everybody stays away until orders have expired, with things still failing.
    const lingerMs = draws.chance(0.3) ? limits.orderLifeMs + 10 * 60_000 : 0
    let acting = cast.length + 2
    const isOver = () => acting <= 1
    void world.timeline.sleep(lingerMs).then(() => {
      acting -= 1
    })
    for (const { openid, actions, share } of cast) {
      void act(run, { openid, actions, count: 1 + draws.below(share) }, dropped).finally(() => {
        acting -= 1
      })
    }
    void keepTicking(scene, createRandom(seed, 'timers'), isOver).finally(() => {
      acting -= 1
    })
    await world.timeline.run(() => acting === 0 || result.violation !== undefined)
    world.faults.stop()
    if (result.violation === undefined) await finish(run)
  } finally {
    restore()
    run.close()
  }
  result.planned.faults = world.faults.planned()
  return result
}

async function finish({ world, result, expectedUntil }: Run): Promise<void> {
  let settled = false
  world.tell('no more faults')
  const settling = settle(world, expectedUntil)
    .catch((error: unknown) => world.blame('I10 timers work once nothing fails', String(error)))
    .finally(() => {
      settled = true
    })
  await world.timeline.run(() => settled || result.violation !== undefined)
  if (result.violation !== undefined) return
  await settling
  await checkEnd(world)
}

/** Buyers begin; merchants look in a little later, when there is something to decide. */
function pauseMs(openid: string, random: Random): number {
  if (random.chance(0.07)) return random.below(25 * 60_000)
  return isBuyer(openid) ? random.below(6_000) : 4_000 + random.below(20_000)
}

const isBuyer = (openid: string) => buyers.some((buyer) => buyer === openid)

async function act(
  { scene, seed, result }: Run,
  { openid, actions, count }: Omit<(typeof cast)[number], 'share'> & { count: number },
  dropped: Dropped,
): Promise<void> {
  for (let done = 0; done < count; done += 1) {
    const number = result.planned.actions
    result.planned.actions += 1
    const random = createRandom(seed, `action ${number}`)
    await scene.world.timeline.sleep(pauseMs(openid, random))
    const action = drawAction(scene, openid, actions, random)
    if (dropped.actions.has(number)) continue
    try {
      await action(scene, openid, random)
    } catch (error) {
      if (!(error instanceof FunctionFailed || error instanceof RangeError)) throw error
    }
  }
}
