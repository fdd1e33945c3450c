import { createGateway, openStore, type Services } from '@stack/shop'
import { createWxPayClient } from 'wxpay-core'
import { testCertificate } from 'wxpay-core/testing'
import { openCloudDatabase } from '../transports/cloud-sdk.ts'
import { carryToDatabase } from '../transports/database-line.ts'
import { carryToGateway } from '../transports/gateway-line.ts'
import { merchant } from '../world/merchant.ts'
import type { Invocation, World } from '../world/world.ts'
import { type NotifyName, openNotify, type SimulatedCall, type TimerName } from './functions.ts'

export type SimulatedFunction = SimulatedCall | TimerName | NotifyName

/** Address for notifications. */
const notifyBaseUrl = 'https://shop.example'

/** A warm instance of a function: one invocation at a time. */
export interface Instance {
  services: Services
  notify: (event: { body: string }) => Promise<{ body: string }>
  /** The invocation it serves; set before each. */
  serve(world: World, invocation: Invocation, skewMs: number): void
}

const isNotify = (name: SimulatedFunction) => name === 'pay-notify' || name === 'refund-notify'
/** Total time limits of gateway calls that differ from the rest, in ms. */
const patience: Partial<Record<SimulatedFunction, number>> = {
  ...{ 'pay-notify': 2_000, 'refund-notify': 2_000 },
  reconcile: 20_000,
}
const refunds = (name: SimulatedFunction) => name === 'refund' || name === 'sync-refunds'

/** Makes an instance as the function's `main.ts` does, on lines that lead into the run instead of the network. */
function createInstance(name: SimulatedFunction): Instance {
  let served: { world: World; invocation: Invocation; skewMs: number } | undefined
  const serving = () => {
    if (served === undefined) throw new Error(`[simulate] ${name} was not called`)
    return served
  }
  const now = () => serving().world.timeline.now() + serving().skewMs
  const client = createWxPayClient({
    ...merchant,
    ...(refunds(name) && {
      certificate: testCertificate,
    }),
    ...(patience[name] && { timeouts: { totalMs: patience[name] } }),
    now,
    nonce: () => serving().world.pace.bytes(16).toString('hex'),
    wait: (ms) => pause(serving(), ms),
    transport: (request) => carryToGateway(serving().world, serving().invocation, request),
  })
  const db = openCloudDatabase((request) => carryToDatabase(serving().world, serving().invocation, request))
  const services: Services = {
    store: openStore(db),
    gateway: createGateway(client, notifyBaseUrl),
    now,
    log: (level, _event, message, fields) => serving().world.log(level, message, fields ?? {}),
  }
  return {
    services,
    notify: isNotify(name) ? openNotify(name as NotifyName, services) : () => Promise.reject(new Error(name)),
    serve(world, invocation, skewMs) {
      served = { world, invocation, skewMs }
    },
  }
}

/** Waits as long as the function lives: a killed one never goes on. */
function pause({ world, invocation }: { world: World; invocation: Invocation }, ms: number): Promise<void> {
  return new Promise((resolve) => void world.timeline.after(ms, () => invocation.isAlive && resolve()))
}

/** The instances that stand idle, by function: kept from run to run, for making one costs more than a call. */
const idle = new Map<SimulatedFunction, Instance[]>()

export function takeInstance(name: SimulatedFunction): Instance {
  return idle.get(name)?.pop() ?? createInstance(name)
}

export function giveBack(name: SimulatedFunction, instance: Instance): void {
  const others = idle.get(name)
  if (others === undefined) idle.set(name, [instance])
  else others.push(instance)
}
