import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UsageError } from '@stack/emulator-kit/cli'
import { localDir } from '../shared/paths.ts'

/** Addresses of a running `npm start`; written at start, gone after it. */
export interface StackAddresses {
  pid: number
  callUrl: string
  httpUrl: string
  adminUrl: string
  gatewayUrl: string
  controlUrl: string
}

const fileIn = (dataDir: string) => join(dataDir, 'stack.json')

/** Writes the addresses for the other commands. They hold tokens: only this user may read them. */
export function writeStackFile(dataDir: string, addresses: StackAddresses): () => void {
  const file = fileIn(dataDir)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(addresses, null, 2)}\n`, { mode: 0o600 })
  return () => rmSync(file, { force: true })
}

function isRunning(pid: number): boolean {
  try {
    // Signal 0 only asks whether the process is there.
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function read(dataDir: string): StackAddresses | null {
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as StackAddresses
  } catch {
    return null
  }
}

/** Says whether an `npm start` runs on the data folder. */
export function isStackRunning(dataDir: string): boolean {
  const addresses = read(dataDir)
  return addresses !== null && isRunning(addresses.pid)
}

/** Reads the addresses of the running stack. Throws UsageError when none is running, also when one was killed and left its file. */
export function readStackFile(dataDir = localDir): StackAddresses {
  const addresses = read(dataDir)
  if (addresses === null || !isRunning(addresses.pid)) {
    throw new UsageError('[stack] no local stack is running here. Start it with `npm start` in another terminal.')
  }
  return addresses
}
