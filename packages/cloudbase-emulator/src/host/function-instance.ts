import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { FromInstance, ToInstance } from '../runtime/messages.ts'
import { readOutputLines } from './output-lines.ts'

/** Result of an exchange with a process. */
export type InstanceAnswer = FromInstance | { type: 'exited'; how: string } | { type: 'timed-out' }

/** One process of a function; it serves one call at a time. */
export interface FunctionInstance {
  /** Undefined when the process could not be started. */
  pid: number | undefined
  /** True if it can serve a further call. */
  isAlive(): boolean
  /** Loads the function; to be awaited once, before any call. */
  load(offsetMs: number): Promise<InstanceAnswer>
  /** Runs one call; the process is killed when it has no answer after `limitMs` of real time. */
  invoke(
    call: Omit<Extract<ToInstance, { type: 'invoke' }>, 'type' | 'endMark'>,
    limitMs: number,
  ): Promise<InstanceAnswer>
  /** Kills the process; resolves when it is gone. */
  kill(): Promise<void>
}

const RUNTIME = fileURLToPath(new URL('../runtime/runtime.cjs', import.meta.url))
// In the cloud too, loading does not count towards a call's own limit, but it is not unlimited.
const LOAD_LIMIT_MS = 65_000

/** Forks a process in the function's folder. */
export function forkInstance(options: {
  dir: string
  environment: Record<string, string>
  onLine: (stream: 'stdout' | 'stderr', text: string) => void
}): FunctionInstance {
  const { dir, environment, onLine } = options
  const child = fork(RUNTIME, [], {
    cwd: dir,
    env: environment,
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const outputs = (['stdout', 'stderr'] as const).map((name) =>
    readOutputLines(child[name] as Readable, (text) => onLine(name, text)),
  )
  const exchange = createExchange(child)
  const invoke: FunctionInstance['invoke'] = async (call, limitMs) => {
    const endMark = `\u0000end of call ${randomUUID()}`
    const outputEnds = Promise.all(outputs.map((output) => output.until(endMark)))
    const answer = await exchange.send({ type: 'invoke', endMark, ...call }, limitMs)
    if (answer.type === 'ok' || answer.type === 'failed') await outputEnds
    return answer
  }
  return {
    pid: child.pid,
    isAlive: exchange.isOpen,
    load: (offsetMs) => exchange.send({ type: 'load', entry: path.join(dir, 'index.js'), offsetMs }, LOAD_LIMIT_MS),
    invoke,
    kill: exchange.kill,
  }
}

/** Sends one message at a time and waits for its answer, the end of the process or the end of the time. */
function createExchange(child: ChildProcess) {
  let open = true
  let settle: ((answer: InstanceAnswer) => void) | undefined
  const gone = new Promise<void>((resolve) => {
    const end = (how: string) => {
      open = false
      settle?.({ type: 'exited', how })
      resolve()
    }
    child.once('exit', (code, signal) => end(signal === null ? `exit code ${code}` : `signal ${signal}`))
    child.once('error', (error) => end(error.message))
  })
  child.on('message', (answer) => settle?.(answer as FromInstance))

  const kill = () => {
    open = false
    child.kill('SIGKILL')
    return gone
  }
  const send = async (message: ToInstance, limitMs: number): Promise<InstanceAnswer> => {
    let timer: NodeJS.Timeout | undefined
    const answer = new Promise<InstanceAnswer>((resolve) => {
      settle = resolve
      timer = setTimeout(() => resolve({ type: 'timed-out' }), limitMs)
      // A message that cannot be sent means that the process is ending; 'exit' says how.
      child.send(message, () => undefined)
    })
    try {
      const settled = await answer
      if (settled.type === 'timed-out') await kill()
      return settled
    } finally {
      clearTimeout(timer)
      settle = undefined
    }
  }
  return { send, kill, isOpen: () => open }
}
