import type { CallAnswer, CallData } from '@stack/contract'
import type { Invocation, World } from '../world/world.ts'
import { calls, type NotifyName, type SimulatedCall, type TimerName, timers } from './functions.ts'
import { giveBack, type Instance, type SimulatedFunction, takeInstance } from './instances.ts'

const timerLimitMs = 60_000
const usualLimitMs = 10_000
/** Time that a function reserves for its last writes. */
const reserveMs = 2_000

/** Others were faster each time: the caller comes again. */
const lostEveryRace = /TransactionConflict|stayed contested|met others/

/** The function was killed, or threw: its caller knows nothing. */
export class FunctionFailed extends Error {}

/**
 * Runs one invocation on an instance of its own, to its end, its failure or its time limit.
 * @throws FunctionFailed
 */
function run<Result>(
  world: World,
  name: SimulatedFunction,
  work: (instance: Instance, deadline: number) => Promise<Result>,
): Promise<Result> {
  const instance = takeInstance(name)
  const skewMs = world.skewMs()
  const limitMs = name in timers ? timerLimitMs : usualLimitMs
  return new Promise((resolve, reject) => {
    const invocation: Invocation = {
      name: `${name}#${world.nextInvocation()}`,
      isAlive: true,
      losesEveryRace: false,
      kill() {
        if (!invocation.isAlive) return
        invocation.isAlive = false
        atLimit()
        world.tell(`${invocation.name} is killed`)
        reject(new FunctionFailed('killed'))
      },
    }
    const atLimit = world.timeline.after(limitMs, invocation.kill)
    const end = (settle: () => void) => {
      if (!invocation.isAlive) return
      invocation.isAlive = false
      atLimit()
      giveBack(name, instance)
      settle()
    }
    instance.serve(world, invocation, skewMs)
    work(instance, instance.services.now() + limitMs - reserveMs).then(
      (result) => end(() => resolve(result)),
      (error: unknown) =>
        end(() => {
          const why = error instanceof Error ? error.message : JSON.stringify(error)
          world.tell(`${invocation.name} failed: ${why}`)
          if (world.faults.planned() === 0 && !lostEveryRace.test(why))
            world.blame('I10 no function fails by itself', `${name}: ${why}`)
          reject(new FunctionFailed('failed'))
        }),
    )
  })
}

/** Calls a function as a mini program does. @throws FunctionFailed */
export function callFunction<Name extends SimulatedCall>(
  world: World,
  name: Name,
  openid: string,
  data: CallData<Name>,
): Promise<CallAnswer<Name>> {
  return run(world, name, ({ services }, deadline) =>
    calls[name](services, { openid, clientIp: '203.0.113.7', data, deadline }),
  )
}

/** Lets a timer go off. @throws FunctionFailed */
export function tick(world: World, name: TimerName): Promise<{ failed: number }> {
  return run(world, name, ({ services }, deadline) => timers[name](services, deadline))
}

/** Posts a notification. @throws FunctionFailed */
export function notify(world: World, name: NotifyName, body: string): Promise<{ body: string }> {
  return run(world, name, ({ notify: main }) => main({ body }))
}
