import { randomUUID } from 'node:crypto'
import type { Clock } from '@stack/emulator-kit/clock'
import type { FunctionConfig } from '../config/read-functions.ts'
import { type Caller, callContext, callEnvironment } from './call-context.ts'
import { type FunctionInstance, forkInstance, type InstanceAnswer } from './function-instance.ts'
import type { FunctionLog } from './function-log.ts'
import { createInstancePool, type InstancePool } from './instance-pool.ts'
import { type InvocationResult, notFound, toInvocationResult } from './invocation-result.ts'
import { processEnvironment } from './process-environment.ts'

/** Runs functions in processes of their own. */
export interface FunctionHost {
  invoke(name: string, call: { event: unknown; caller: Caller }): Promise<InvocationResult>
  /** The processes that run now. */
  processes(): FunctionProcess[]
  /** Kills every process; calls under way end as `exited`. */
  close(): Promise<void>
}

/** A process of a function, for whoever wants to look into it or to end it. */
export interface FunctionProcess {
  functionName: string
  pid: number
  /** True while it serves a call. */
  busy: boolean
}

/** Options of the host. */
export interface HostOptions {
  functions: ReadonlyMap<string, FunctionConfig>
  envId: string
  clock: Clock
  log: (line: FunctionLog) => void
  /** Returns the address of this emulator for the SDK; called at each start of a process. */
  sdkUrl: () => string
  /** A function's configured variables; asked at each start of a process. */
  envFor: (functionName: string) => Record<string, string>
  /** An authority that function processes trust beside the public ones. */
  extraCaFile?: string | undefined
  /** Processes that one function may have; further calls wait. */
  maxInstances: number
  /** Leaves the variables of the call before standing, as the vendor's bootstrap does. */
  keepStaleEnvironment: boolean
}

type Pool = InstancePool<HostedInstance>

/** A process, whether it has loaded the function, and the call that its output belongs to. */
interface HostedInstance extends FunctionInstance {
  loaded: boolean
  requestId: string
}

/** Makes a host: one process serves one call at a time, is started on demand and used again. */
export function createFunctionHost(options: HostOptions): FunctionHost {
  const pools = new Map<string, Pool>()
  const poolOf = (fn: FunctionConfig) => {
    const pool = pools.get(fn.name) ?? createInstancePool(options.maxInstances, () => startInstance(fn, options))
    pools.set(fn.name, pool)
    return pool
  }
  return {
    async invoke(name, call) {
      const fn = options.functions.get(name)
      const requestId = randomUUID()
      if (fn === undefined) return notFound(requestId)
      const answer = await callInPool(poolOf(fn), (instance) => {
        instance.requestId = requestId
        return runCall(instance, { fn, ...call }, options)
      })
      const outcome = toInvocationResult(answer, { requestId, timeoutSeconds: fn.timeoutSeconds })
      if (answer.type === 'exited' || answer.type === 'timed-out') {
        const text =
          answer.type === 'exited' ? `the process ended: ${answer.how}` : `killed after ${fn.timeoutSeconds} s`
        options.log({ at: options.clock.now(), functionName: name, requestId, stream: 'host', text })
      }
      return outcome
    },
    processes: () => [...pools].flatMap(([functionName, pool]) => processesOf(functionName, pool)),
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()))
    },
  }
}

function processesOf(functionName: string, pool: Pool): FunctionProcess[] {
  return pool.list().flatMap(({ instance: { pid }, busy }) => (pid === undefined ? [] : [{ functionName, pid, busy }]))
}

function startInstance(fn: FunctionConfig, options: HostOptions): HostedInstance {
  const { clock, envId, extraCaFile, log } = options
  const environment = processEnvironment({
    functionName: fn.name,
    envId,
    sdkUrl: options.sdkUrl(),
    configured: options.envFor(fn.name),
    extraCaFile,
  })
  const process = forkInstance({
    dir: fn.dir,
    environment,
    onLine: (stream, text) =>
      log({ at: clock.now(), functionName: fn.name, requestId: instance.requestId, stream, text }),
  })
  const instance: HostedInstance = { ...process, loaded: false, requestId: '' }
  return instance
}

async function callInPool(
  pool: Pool,
  work: (instance: HostedInstance) => Promise<InstanceAnswer>,
): Promise<InstanceAnswer> {
  const instance = await pool.take()
  if (instance === undefined) return { type: 'exited', how: 'the emulator is closing' }
  try {
    return await work(instance)
  } finally {
    pool.giveBack(instance)
  }
}

async function runCall(
  instance: HostedInstance,
  call: { fn: FunctionConfig; event: unknown; caller: Caller },
  options: HostOptions,
): Promise<InstanceAnswer> {
  const { clock, envId, keepStaleEnvironment } = options
  if (!instance.loaded) {
    const answer = await instance.load(clock.offsetMs())
    if (answer.type !== 'ok') {
      await instance.kill()
      return answer
    }
    instance.loaded = true
  }
  const { fn, event, caller } = call
  const environment = callEnvironment(caller, { token: randomUUID(), sequence: randomUUID() })
  const context = callContext({ fn, envId, requestId: instance.requestId, environment })
  const limitMs = fn.timeoutSeconds * 1000
  return instance.invoke(
    { event, context, environment, keepStale: keepStaleEnvironment, offsetMs: clock.offsetMs() },
    limitMs,
  )
}
