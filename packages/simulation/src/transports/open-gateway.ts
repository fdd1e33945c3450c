import { type Core, createCore, type Post } from 'wxpay-simulator'
import { createRandom } from '../kernel/random.ts'
import type { Timeline } from '../kernel/timeline.ts'
import { openGatewayFile } from '../world/gateway-file.ts'
import { merchant } from '../world/merchant.ts'
import { type Safeguard, safeguards } from '../world/safeguards.ts'
import { showNumberInNotifications } from './gateway-gone-wrong.ts'

/** Opens the gateway of a run, without one of its safeguards where the run is about that. */
export function openGateway(seed: number, timeline: Timeline, without: Safeguard | undefined, post: Post): Core {
  const core = createCore({
    db: openGatewayFile(),
    now: timeline.now,
    random: createRandom(seed, 'gateway').bytes,
    post,
    merchant,
  })
  showNumberInNotifications(core)
  if (without !== undefined) safeguards[without].weaken?.(core.world)
  return core
}

/** Lets refunds end and notifications go out when they are due; called whenever there may be new ones. */
export function pumpOf(core: Core, timeline: Timeline): () => void {
  let wakesAt = Infinity
  let prevent = () => {}
  const wake = (at: number) => {
    if (at >= wakesAt) return
    prevent()
    wakesAt = at
    prevent = timeline.after(at - timeline.now(), () => {
      wakesAt = Infinity
      pump()
    })
  }
  const pump = () => {
    const dueAt = core.nextDueAt()
    if (dueAt === undefined) return
    if (dueAt > timeline.now()) wake(dueAt)
    else void core.runDue(timeline.now()).then(pump)
  }
  return pump
}
