import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { CloudDatabase } from '@stack/cloud-function'
import { createClock } from '@stack/emulator-kit/clock'
import {
  createPhone,
  gatewaySettings,
  insertMissing,
  notifyHost,
  openCloud,
  type Phone,
  type Stack,
  setMerchant,
  stageFunctions,
} from '@stack/local-stack'
import { goods, merchants } from './goods.ts'
import { type Moments, watchMoments } from './moments.ts'
import { openStandIn, type StandIn } from './stand-in.ts'

/** Noon in Beijing on 2026-03-02, a Monday. */
const noon = Date.UTC(2026, 2, 2, 4)

interface SimulatorAddresses {
  url: string
  controlUrl: string
  caFile: string
  appId: string
  mchId: string
  apiKey: string
  signType: string
  certFile: string
  keyFile: string
}

interface EmulatorAddresses {
  callUrl: string
  httpUrl: string
  adminUrl: string
  caFile: string
}

/** The whole shop, its two stand-ins as processes of their own. */
export interface Shop {
  emulator: StandIn<EmulatorAddresses>
  simulator: StandIn<SimulatorAddresses>
  moments: Moments
  phone(openid: string): Phone
  /** The database of the emulator's present start, past the functions. */
  database(): CloudDatabase
  /** GET, or with a body POST, at the emulator's admin API. Rejects when it does not answer. */
  admin<Answer>(path: string, body?: object): Promise<Answer>
  /** The same at the simulator's control API. */
  control<Answer>(path: string, body?: object): Promise<Answer>
  close(): Promise<void>
}

/** Starts the shop on an empty folder: its data, certificates and built functions are all in there. */
export async function openShop(dir: string): Promise<Shop> {
  const opened: (() => Promise<void> | void)[] = []
  const close = async () => {
    for (const end of opened.splice(0).reverse()) await end()
  }
  const keep = <Opened extends { close(): Promise<void> }>(one: Opened): Opened => {
    opened.push(() => one.close())
    return one
  }
  try {
    const [simulatorDir, emulatorDir] = [join(dir, 'simulator'), join(dir, 'emulator')]
    for (const folder of [simulatorDir, emulatorDir]) startClockAt(noon, folder)
    const moments = watchMoments({ 'cloud write': emulatorDir, 'gateway write': simulatorDir })
    opened.push(() => moments.end())
    let emulator: StandIn<EmulatorAddresses> | undefined
    const notified = () => emulator?.addresses()
    const simulator = keep(await openSimulator(simulatorDir, notified))
    emulator = keep(await openEmulator(dir, emulatorDir, simulator.addresses()))
    const shop = assemble({ simulator, emulator, moments, close })
    const { caFile, httpUrl } = emulator.addresses()
    await shop.control('/notify-ca', { file: caFile })
    await shop.control('/resolve', { host: notifyHost, target: targetOf(httpUrl) })
    await stock(shop.database())
    return shop
  } catch (error) {
    await close()
    throw error
  }
}

const require = createRequire(import.meta.url)

/** Two processes, two clocks that begin alike. */
function startClockAt(startAtMs: number, folder: string): void {
  mkdirSync(folder, { recursive: true })
  createClock({ file: join(folder, 'clock.json'), startAtMs, autorun: false }).close()
}

const portOf = (url: string) => new URL(url).port
const targetOf = (httpUrl: string) => `127.0.0.1:${portOf(httpUrl)}`

function openSimulator(data: string, notified: () => EmulatorAddresses | undefined) {
  return openStandIn<SimulatorAddresses>({
    script: require.resolve('wxpay-simulator/cli'),
    args(before) {
      const shop = notified()
      return [
        ...['--data', data, '--production-notify-urls'],
        ...(before ? ['--port', portOf(before.url), '--control-port', portOf(before.controlUrl)] : []),
        ...(shop ? ['--resolve', `${notifyHost}=${targetOf(shop.httpUrl)}`, '--notify-ca', shop.caFile] : []),
      ]
    },
  })
}

function openEmulator(dir: string, data: string, gateway: SimulatorAddresses) {
  const functions = stageFunctions(join(dir, 'staging'), gateway)
  const settings = gatewaySettings({ url: gateway.url, merchant: gateway })
  const needing = Object.entries(functions.manifest.functions).filter(([, { secrets }]) => secrets.includes('gateway'))
  const envFile = join(dir, 'environment.json')
  writeFileSync(envFile, JSON.stringify(Object.fromEntries(needing.map(([name]) => [name, settings]))), { mode: 0o600 })
  return openStandIn<EmulatorAddresses>({
    script: require.resolve('cloudbase-emulator/cli'),
    args: (before) => [
      ...['--functions', functions.dir, '--data', data, '--host', notifyHost, '--env-file', envFile],
      ...['--extra-ca', gateway.caFile, '--app-id', gateway.appId],
      ...(before ? ['--port', portOf(before.httpUrl)] : []),
    ],
  })
}

function assemble({ simulator, emulator, ...parts }: Pick<Shop, 'simulator' | 'emulator' | 'moments' | 'close'>): Shop {
  // As much of a stack as a phone needs; every start has addresses of its own.
  const stack = {
    emulator: {
      get callUrl() {
        return emulator.addresses().callUrl
      },
    },
    simulator: {
      merchant: { appId: simulator.addresses().appId },
      get controlUrl() {
        return simulator.addresses().controlUrl
      },
    },
  } as Stack
  return {
    ...{ simulator, emulator, ...parts },
    phone: (openid) => createPhone(stack, openid),
    database: () => openCloud(emulator.addresses().adminUrl),
    admin: (path, body) => ask(emulator.addresses().adminUrl + path, body),
    control: (path, body) => ask(simulator.addresses().controlUrl + path, body),
  }
}

async function ask<Answer>(url: string, body?: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, body && { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`[kills] ${response.status}: ${await response.text()}`)
  return (await response.json()) as Answer
}

async function stock(db: CloudDatabase): Promise<void> {
  const shown = { description: '', picture: '', onShelf: true, stockChange: 0 }
  await insertMissing(
    db,
    goods.map(({ productId, ...rest }) => ({ productId, title: `A ${productId}`, ...shown, ...rest })),
  )
  for (const openid of merchants) await setMerchant(db, openid, true)
}

/** Removes the folder of a shop. Windows lets go of a killed process's files a moment later. */
export function removeShop(dir: string): void {
  rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}
