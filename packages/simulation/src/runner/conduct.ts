import { checkEnd } from '../invariants/check-end.ts'
import { createRandom } from '../kernel/random.ts'
import { installGlobals } from '../kernel/virtual-globals.ts'
import { stock } from '../world/catalogue.ts'
import type { Run } from './open-run.ts'
import { settle } from './settle.ts'

/** Lets a run happen: `act`, with faults once it starts them, then the settling without faults, then the checks. */
export async function conduct(run: Run, seed: number, act: () => Promise<unknown>): Promise<void> {
  const { world, result } = run
  const restore = installGlobals(world.timeline, createRandom(seed, 'machine'), (text) => world.log('out', text, {}))
  try {
    await stock(world.database, world.timeline.now())
    await live(run, act())
    world.faults.stop()
    world.tell('no more faults')
    if (result.violation === undefined) await live(run, settle(world, run.expectedUntil))
    if (result.violation === undefined) await checkEnd(world)
  } finally {
    restore()
    run.close()
  }
  result.steps = { ...world.faults.steps() }
}

/** Lets time pass until `work` is over, or an invariant breaks. */
async function live({ world, result }: Run, work: Promise<unknown>): Promise<void> {
  let isOver = false
  let failure: unknown
  const end = work.then(
    () => undefined,
    (error: unknown) => {
      failure = error
    },
  )
  void end.then(() => {
    isOver = true
  })
  await world.timeline.run(() => isOver || result.violation !== undefined)
  if (result.violation !== undefined) return
  if (failure !== undefined) throw failure
  if (!isOver) throw new Error('[simulate] nothing is left to happen, and the run is not over. This is a defect here.')
}
