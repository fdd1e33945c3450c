import { join } from 'node:path'
import { type Clock, createClock } from '@stack/emulator-kit/clock'
import { type Emulator, type FunctionLog, startEmulator } from 'cloudbase-emulator'
import { type Merchant, type Simulator, type SimulatorEvent, startSimulator } from 'wxpay-simulator'
import { readCatalogueFile } from '../data/catalogue-file.ts'
import { insertMissing } from '../data/write-catalogue.ts'
import { openCloud } from './open-cloud.ts'
import { stageFunctions } from './stage-functions.ts'
import { users } from './users.ts'

/** Host of the notify addresses: a real host in shape, resolved to the emulator's HTTP access. */
export const notifyHost = 'notify.shop.test'

export interface StackOptions {
  dataDir: string
  /** Epoch ms to set the clock to; real time (or where an earlier run left it) when absent. */
  startAtMs?: number
  onGatewayEvent?: (event: SimulatorEvent) => void
  onFunctionLog?: (line: FunctionLog) => void
  /** WeChat Pay signature of the shop, default HMAC-SHA256. */
  signType?: 'MD5' | 'HMAC-SHA256'
  /** Variables of the functions that speak to the gateway, over the computed ones: e.g. another WXPAY_BASE_URL. */
  gatewaySettings?: Record<string, string>
}

export interface Stack {
  clock: Clock
  simulator: Simulator
  emulator: Emulator
  close(): Promise<void>
}

/** Starts the whole stack: gateway, cloud, functions, seed. Closes what it opened when a step fails. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir } = options
  const opened: (() => Promise<void> | void)[] = []
  const close = async () => {
    for (const end of opened.splice(0).reverse()) await end()
  }
  try {
    // At rest until everything stands: due work of an earlier run would meet a stack that is half there.
    const clock = createClock({
      file: join(dataDir, 'clock.json'),
      autorun: false,
      ...(options.startAtMs !== undefined && { startAtMs: options.startAtMs }),
    })
    opened.push(() => clock.close())
    const simulator = await startSimulator({
      dataDir: join(dataDir, 'simulator'),
      clock,
      productionNotifyUrls: true,
      ...(options.onGatewayEvent && { onEvent: options.onGatewayEvent }),
    })
    opened.push(() => simulator.close())
    const functions = stageFunctions(join(dataDir, 'staging'), simulator.merchant)
    opened.push(() => functions.remove())
    const settings = { ...gatewaySettings(simulator, options.signType), ...options.gatewaySettings }
    const emulator = await startEmulator({
      functionsDir: functions.dir,
      dataDir: join(dataDir, 'emulator'),
      clock,
      hosts: [notifyHost],
      appId: simulator.merchant.appId,
      nodeExtraCaFile: simulator.caFile,
      envFor: (name) => (functions.manifest.functions[name]?.secrets.includes('gateway') ? settings : {}),
      ...(options.onFunctionLog && { onLog: options.onFunctionLog }),
    })
    opened.push(() => emulator.close())
    simulator.trustNotifyCa(emulator.caFile)
    simulator.resolve(notifyHost, `127.0.0.1:${new URL(emulator.httpUrl).port}`)
    await seed(emulator.adminUrl)
    clock.run()
    return { clock, simulator, emulator, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The variables of the functions that speak to the gateway. */
export function gatewaySettings(
  { url, merchant }: { url: string; merchant: Merchant & { signType: string } },
  signType = merchant.signType,
): Record<string, string> {
  return {
    WXPAY_APP_ID: merchant.appId,
    WXPAY_MCH_ID: merchant.mchId,
    WXPAY_API_KEY: merchant.apiKey,
    WXPAY_SIGN_TYPE: signType,
    WXPAY_BASE_URL: url,
    WXPAY_BACKUP_BASE_URL: url.replace('127.0.0.1', 'localhost'),
    WXPAY_NOTIFY_BASE_URL: `https://${notifyHost}`,
  }
}

/** Demo products and merchants: local only, a deployment starts with an empty merchant list. */
async function seed(adminUrl: string): Promise<void> {
  const db = openCloud(adminUrl)
  await insertMissing(db, readCatalogueFile(join(import.meta.dirname, '..', 'data', 'products.json')))
  for (const openid of [users.merchant, users.merchantB]) {
    const merchant = db.collection('merchants').doc(openid)
    if ((await merchant.get()).data === null) await merchant.set({ data: { note: 'local demo merchant' } })
  }
}
