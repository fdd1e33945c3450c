import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { root } from '@stack/local-stack'

const endWithParent = new URL('./end-with-parent.mjs', import.meta.url).href
const portPatienceMs = 15_000
const portPauseMs = 200
const keptCharacters = 4000

/** A stand-in that runs as a process of its own, by the command that people use. */
export interface StandIn<Addresses> {
  /** Addresses of the newest start. */
  addresses(): Addresses
  /** Resolves while it runs; rejects when it ended by itself or could not be started again. */
  up(): Promise<void>
  /** Number of starts. */
  starts(): number
  /** The end of what its present start wrote on stderr. */
  said(): string
  /** Ends it without notice and starts it again on its data and its ports; the milliseconds that the start took. */
  killAndRestart(): Promise<number>
  close(): Promise<void>
}

/** Options of a start. */
export interface StandInOptions<Addresses> {
  /** Path of its program. */
  script: string
  /** Arguments of the first start, and of those after it: these name the ports of the first. */
  args: (before: Addresses | undefined) => string[]
}

interface Running<Addresses> {
  child: ChildProcess
  addresses: Addresses
  /** The end of what it said on stderr. */
  said(): string
}

/** Starts a stand-in and waits until it listens. */
export async function openStandIn<Addresses>(options: StandInOptions<Addresses>): Promise<StandIn<Addresses>> {
  let running = await launch(options, undefined)
  let starts = 1
  let up = Promise.resolve()
  let isClosing = false
  const watch = () => {
    const { child, said } = running
    child.once('exit', (code, signal) => {
      if (isClosing || child !== running.child || child.killed) return
      up = failed(new Error(`[kills] ${options.script} ended by itself with ${code ?? signal}: ${said()}`))
    })
  }
  watch()
  const restart = async () => {
    running = await launchAgain(options, running.addresses)
    starts += 1
    watch()
  }
  return {
    addresses: () => running.addresses,
    up: () => up,
    starts: () => starts,
    said: () => running.said(),
    async killAndRestart() {
      await up
      const began = performance.now()
      up = kill(running.child).then(restart)
      up.catch(() => undefined) // told to whoever asks with up(), this one first
      await up
      return performance.now() - began
    },
    async close() {
      isClosing = true
      await up.catch(() => undefined) // a start that is under way would outlive us
      await kill(running.child)
    },
  }
}

function failed(error: Error): Promise<void> {
  const rejected = Promise.reject(error)
  rejected.catch(() => undefined) // whoever asks next gets it
  return rejected
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** Somebody else may have taken a port in the moment between the two processes: it is asked for until it is free. */
async function launchAgain<Addresses>(
  options: StandInOptions<Addresses>,
  before: Addresses,
): Promise<Running<Addresses>> {
  const until = Date.now() + portPatienceMs
  for (;;) {
    try {
      return await launch(options, before)
    } catch (error) {
      if (!String(error).includes('EADDRINUSE') || Date.now() > until) throw error
      await wait(portPauseMs)
    }
  }
}

/** Resolves with the addresses that it prints once it listens. */
async function launch<Addresses>(
  { script, args }: StandInOptions<Addresses>,
  before: Addresses | undefined,
): Promise<Running<Addresses>> {
  const command = ['--import', 'tsx', '--import', endWithParent, script, ...args(before), '--json']
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-keptCharacters)
  })
  let printed = ''
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text
      if (printed.includes('\n')) resolve(printed)
    })
    child.once('error', reject)
    child.once('close', (code) => reject(new Error(`[kills] ${script} did not start (${code}): ${said}`)))
  })
  return { child, addresses: JSON.parse(line) as Addresses, said: () => said }
}
