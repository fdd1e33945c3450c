import { join } from 'node:path'
import { root, users } from '@stack/local-stack'
import { beforeAll, describe, expect, test } from 'vitest'
import { filesUnder } from '../helpers/files.ts'
import { openShop, type Shop } from '../helpers/shop.ts'
import { send } from '../helpers/wire.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
})

type DoorName = 'gateway' | 'control' | 'call' | 'admin' | 'http access'

/** Address of a door with a path that answers, its authority, and the names it goes by beside 127.0.0.1 and localhost. */
function door(name: DoorName): { url: string; method: string; caFile?: string; names: string[] } {
  const { simulator, emulator } = shop.stack
  const doors = {
    gateway: {
      url: `${simulator.url}/pay/orderquery`,
      method: 'POST',
      caFile: simulator.caFile,
      names: ['api.mch.weixin.qq.com', 'api2.mch.weixin.qq.com', 'apihk.mch.weixin.qq.com', 'apius.mch.weixin.qq.com'],
    },
    control: { url: `${simulator.controlUrl}/clock`, method: 'GET', names: [] },
    call: { url: `${emulator.callUrl}/list-products`, method: 'POST', names: [] },
    admin: { url: `${emulator.adminUrl}/clock`, method: 'GET', names: [] },
    'http access': {
      url: `${emulator.httpUrl}/pay-notify`,
      method: 'POST',
      caFile: emulator.caFile,
      names: ['notify.shop.test'],
    },
  }
  return doors[name]
}

const allDoors: DoorName[] = ['gateway', 'control', 'call', 'admin', 'http access']
const secretDoors: DoorName[] = ['control', 'call', 'admin']
const hello = JSON.stringify({ openid: users.buyerA, data: {} })

async function knock(name: DoorName, headers: Record<string, string>, path?: string): Promise<number> {
  const { url, method, caFile } = door(name)
  const target = path === undefined ? url : new URL(path, url).href
  const body = method === 'GET' ? '' : hello
  return (await send(target, { method, headers, body, ...(caFile && { caFile }) })).status
}

describe.each(allDoors)('the door %s', (name) => {
  test('answers under its own names', async () => {
    const { port } = new URL(door(name).url)
    for (const host of ['127.0.0.1', 'localhost', ...door(name).names]) {
      expect(`${host} ${await knock(name, { host: `${host}:${port}` })}`).toBe(`${host} 200`)
    }
  })

  test('refuses every other Host: a page could have pointed its own name at 127.0.0.1', async () => {
    const { port } = new URL(door(name).url)
    const hosts = ['evil.example', `evil.example:${port}`, `127.0.0.1.evil.example:${port}`, '127.0.0.1:1']
    for (const host of hosts) expect(`${host} ${await knock(name, { host })}`).toBe(`${host} 403`)
  })

  test('refuses pages: any Origin, its own address included', async () => {
    for (const origin of ['https://evil.example', 'null', new URL(door(name).url).origin]) {
      expect(`${origin} ${await knock(name, { origin })}`).toBe(`${origin} 403`)
    }
  })
})

describe('the token in the path', () => {
  test.each(secretDoors)('%s answers 404 without it and with another', async (name) => {
    const { pathname } = new URL(door(name).url)
    const [, token = '', ...rest] = pathname.split('/')
    expect(token).toMatch(/^[0-9a-f]{32}$/)
    expect(await knock(name, {}, `/${rest.join('/')}`)).toBe(404)
    expect(await knock(name, {}, `/${'0'.repeat(32)}/${rest.join('/')}`)).toBe(404)
    expect(await knock(name, {}, '/')).toBe(404)
  })

  test('each door has its own: none opens another', async () => {
    const tokens = secretDoors.map((name) => new URL(door(name).url).pathname.split('/')[1])
    expect(new Set(tokens).size).toBe(3)
  })
})

test('the certificate lies beside the two functions that refund, in the staging folder of this run only', () => {
  const staged = filesUnder(join(shop.dataDir, 'staging')).filter((file) => file.endsWith('.pem'))
  const names = staged.map((file) => file.split(/[\\/]/).slice(-2).join('/')).sort()
  expect(names).toEqual([
    'refund/apiclient_cert.pem',
    'refund/apiclient_key.pem',
    'sync-refunds/apiclient_cert.pem',
    'sync-refunds/apiclient_key.pem',
  ])
  expect(filesUnder(join(root, 'dist')).filter((file) => file.endsWith('.pem'))).toEqual([])
})
