import { setTimeout as wait } from 'node:timers/promises'
import { createRandom } from '@stack/simulation'
import { type MomentKind, momentKinds } from './moments.ts'
import type { Run } from './run.ts'
import { unlessKilled } from './unless-killed.ts'

export const victims = ['function', 'emulator', 'simulator'] as const
export type Victim = (typeof victims)[number]

/** One kill: of what, after how many of which moments, and how much later. */
export interface Kill {
  victim: Victim
  after: MomentKind
  count: number
  delayMs: number
}

const longestDelayMs = 40

/** After so many answers a kill comes at the latest: on some systems a write is told of late or not at all. */
const mostAnswers = 80

/** Draws the kills of a seed, shared out among the victims, each after at most `mostMoments`. */
export function planKills({ seed, count, mostMoments }: { seed: number; count: number; mostMoments: number }): Kill[] {
  const random = createRandom(seed, 'kills')
  return Array.from({ length: count }, (_, index) => ({
    victim: victims[index % victims.length] ?? 'function',
    after: random.pick(momentKinds),
    count: 1 + random.below(mostMoments),
    delayMs: random.chance(0.5) ? 0 : random.below(longestDelayMs),
  }))
}

/** Waits for its moment and kills. Resolves when what was killed runs again; with the ms that its start took. */
export async function carryOut(run: Run, { victim, after, count, delayMs }: Kill): Promise<number> {
  const { shop } = run
  await Promise.race([shop.moments.nth(after, count), shop.moments.nth('answer', mostAnswers)])
  if (delayMs > 0) await wait(delayMs)
  return victim === 'function' ? killFunction(run) : shop[victim].killAndRestart()
}

interface FunctionProcess {
  pid: number
  busy: boolean
}

/** Kills a process that is serving a call, or when none is, one that is not; tries again when there is none at all. */
async function killFunction({ shop, isOver }: Run): Promise<number> {
  while (!isOver()) {
    const listed = await unlessKilled(shop, () => shop.admin<{ processes: FunctionProcess[] }>('/processes'))
    const [chosen] = listed?.processes.sort((a, b) => Number(b.busy) - Number(a.busy)) ?? []
    if (chosen !== undefined && tryKill(chosen.pid)) break
    await shop.moments.nth('call', 1)
  }
  return 0
}

function tryKill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false // it has ended by itself
    throw error
  }
}
