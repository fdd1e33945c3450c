import { createRequire } from 'node:module'
import type { CloudDatabase } from '@stack/cloud-function'
import { quicken } from '../world/parse-ejson.ts'
import type { DatabaseReply, DatabaseRequest } from '../world/world.ts'

/** Target of one instance's database requests. */
export type Send = (request: DatabaseRequest) => Promise<DatabaseReply>

interface Requester {
  send(action: string, data: Record<string, unknown>): Promise<DatabaseReply>
}

interface VendorDatabase {
  Db: { reqClass: new (config: { send: Send }) => Requester }
}

interface VendorBson {
  EJSON: { parse: (text: string, options?: object) => unknown }
}

/** The part of wx-server-sdk that is used, the vendor's inner database included. */
interface CloudSdk {
  init(options: { env: string }): void
  database(options: { throwOnNotFound: boolean }): CloudDatabase & { _db: { config: { send?: Send } } }
}

/** Takes the place of the vendor's HTTP requester: the last piece of the SDK before the network. */
class LineRequester implements Requester {
  readonly #send: Send

  constructor(config: { send: Send }) {
    this.#send = config.send
  }

  send(action: string, data: Record<string, unknown>): Promise<DatabaseReply> {
    return this.#send({ ...data, action })
  }
}

/** The very @cloudbase/database that wx-server-sdk works with, found the way it finds it. */
function load(): { sdk: CloudSdk; vendor: VendorDatabase } {
  const here = createRequire(import.meta.url)
  const fromSdk = createRequire(here.resolve('wx-server-sdk'))
  const fromNodeSdk = createRequire(fromSdk.resolve('@cloudbase/node-sdk'))
  const { EJSON } = createRequire(fromNodeSdk.resolve('@cloudbase/database'))('bson') as VendorBson
  // Reading documents is most of what the SDK does; parse-ejson.test.ts shows that nothing is read otherwise.
  EJSON.parse = quicken(EJSON.parse)
  const sdk = here('wx-server-sdk') as CloudSdk
  sdk.init({ env: 'simulated' })
  return { sdk, vendor: fromNodeSdk('@cloudbase/database') as VendorDatabase }
}

// Loaded before any run: what it draws from `Math.random` while loading must not move the first one.
const { sdk, vendor } = load()

/** Opens the cloud database as a function does, its requests going to `send`: serialising and error wrapping are the SDK's own. */
export function openCloudDatabase(send: Send): CloudDatabase {
  const database = sdk.database({ throwOnNotFound: false })
  database._db.config.send = send
  vendor.Db.reqClass = LineRequester // making a database puts the HTTP requester back
  return database
}
