import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { openAuthority } from '@stack/emulator-kit/certificates'
import { type Clock, createClock } from '@stack/emulator-kit/clock'
import { type Database, openDatabaseFile } from '@stack/emulator-kit/database'
import { listenForControl } from './control/listen-for-control.ts'
import { listenAsGateway } from './edge/gateway-server.ts'
import { type MerchantFiles, openMerchantFiles } from './edge/merchant-files.ts'
import { createNotificationClient, type NotificationClient } from './edge/notification-client.ts'
import { type Core, createCore } from './gateway/create-core.ts'
import type { GatewayRequest } from './gateway/handle-request.ts'
import type { SimulatorSettings } from './shared/settings.ts'
import type { Emit } from './store/events.ts'
import type { Merchant } from './store/merchant.ts'

/** Options of a simulator. */
export interface SimulatorOptions {
  /** Holds everything that outlives a restart: database, authority, certificate files. */
  dataDir: string
  /** Port of the gateway; 0 or absent takes a free one. */
  port?: number
  /** Port of the control API; 0 or absent takes a free one. */
  controlPort?: number
  /** The stack's clock; a clock of its own, kept in the data folder, when absent. */
  clock?: Clock
  /** True if notify_url has to look as in production: https, no port, no query. Default false. */
  productionNotifyUrls?: boolean
  /** Addresses of the hosts of notify URLs: name → `127.0.0.1:PORT`. */
  resolve?: Record<string, string>
  /** PEM files of authorities for notified hosts, beside the public ones. */
  notifyCaFiles?: string[]
  settings?: Partial<SimulatorSettings>
  onEvent?: Emit
}

/** A simulator that runs. */
export interface Simulator {
  /** `https://127.0.0.1:PORT`, where api.mch.weixin.qq.com is stood in for. */
  url: string
  /** The control API, with its token. */
  controlUrl: string
  /** The authority to trust when calling `url`. */
  caFile: string
  merchant: Merchant & MerchantFiles & { signType: 'HMAC-SHA256' }
  clock: Clock
  /** Says that a host of notify URLs lives at `127.0.0.1:PORT`. */
  resolve(host: string, target: string): void
  /** Trusts one more authority for notified hosts. */
  trustNotifyCa(file: string): void
  close(): Promise<void>
}

/**
 * Starts the gateway and its control API on this machine.
 * @throws Error when the data folder is in use, a port is taken or an option is wrong
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const opened: (() => Promise<void> | void)[] = []
  const close = async () => {
    for (const end of opened.splice(0).reverse()) await end()
  }
  try {
    return await openSimulator(options, opened, close)
  } catch (error) {
    await close()
    throw error
  }
}

async function openSimulator(
  options: SimulatorOptions,
  opened: (() => Promise<void> | void)[],
  close: () => Promise<void>,
): Promise<Simulator> {
  const { dataDir } = options
  const clock = options.clock ?? createClock({ file: join(dataDir, 'clock.json') })
  if (options.clock === undefined) opened.push(() => clock.close())
  const db = openDatabaseFile(join(dataDir, 'simulator.db'))
  opened.push(() => db.close())
  const client = createNotificationClient(options)
  opened.push(client.close)
  const core = openCore(options, { db, clock, client })
  opened.push(core.deliverer.stop) // before the client ends what is under way, or that would count as failed

  const authority = await openAuthority({ dir: dataDir, name: 'wxpay-simulator' })
  const files = await openMerchantFiles({ dir: dataDir, mchId: core.world.merchant.mchId, authority })
  const merchant = { ...core.world.merchant, signType: 'HMAC-SHA256' as const, ...files }
  const wake = () => runDueNow(core, clock)
  const handle = (request: GatewayRequest) => {
    const response = core.handle(request)
    wake()
    return response
  }
  const gateway = await listenAsGateway({ port: options.port ?? 0, authority, handle })
  opened.push(gateway.close)
  const about = { url: gateway.url, caFile: authority.caFile, ...merchant }
  const control = await listenForControl(options.controlPort ?? 0, { core, clock, client, about, wake })
  opened.push(control.close)
  opened.push(clock.join({ name: 'wxpay-simulator', jump: 'each', nextDueAt: core.nextDueAt, runDue: core.runDue }))
  const { url, caFile } = about
  const { resolve, trust: trustNotifyCa } = client
  return { url, controlUrl: control.url, caFile, merchant, clock, resolve, trustNotifyCa, close }
}

function openCore(options: SimulatorOptions, parts: { db: Database; clock: Clock; client: NotificationClient }) {
  const { productionNotifyUrls = false, settings, onEvent } = options
  return createCore({
    db: parts.db,
    now: parts.clock.now,
    random: randomBytes,
    post: parts.client.post,
    settings: { productionNotifyUrls, ...settings },
    ...(onEvent && { onEvent }),
  })
}

/**
 * Starts what has just become due without waiting for the clock's turn: there one slow participant would hold up the
 * first delivery of everybody. What is under way is not started twice.
 */
function runDueNow(core: Core, clock: Clock): void {
  clock.changed()
  core.runDue(clock.now()).catch((error: Error) => process.emitWarning(error))
}
