import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPhone, type Phone, root, type Stack } from '@stack/local-stack'
import { afterAll, expect, test } from 'vitest'
import { granted, oneCup, openStackBooks, prepay, type ShopStore } from '../helpers/orders.ts'
import { eventually, openidOf } from '../helpers/shop.ts'

// `npm start` in a process of its own, killed without a chance to say goodbye, and started again on its data folder.

const dataDir = mkdtempSync(join(tmpdir(), 'wxpay-test-'))
let running: ChildProcess | undefined
let store: ShopStore
let phone: (name: string) => Phone

async function kill(): Promise<void> {
  if (running === undefined) return
  const gone = once(running, 'exit')
  running.kill('SIGKILL')
  await gone
  running = undefined
}

/** Resolves when it says that it is up. */
function ready(child: ChildProcess): Promise<void> {
  let printed = ''
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk
      if (printed.includes('Ctrl-C')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}: ${printed}`)))
  })
}

async function start(): Promise<void> {
  running = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts', '--data', dataDir], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await ready(running)
  const addresses = JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8')) as Record<string, string>
  const { callUrl = '', adminUrl = '', controlUrl = '' } = addresses
  const merchant: unknown = await (await fetch(`${controlUrl}/merchant`)).json()
  // As much of a stack as a phone and the order records need.
  const stack = { emulator: { callUrl, adminUrl }, simulator: { controlUrl, merchant } } as Stack
  store = openStackBooks(stack)
  phone = (name) => createPhone(stack, openidOf(name))
}

afterAll(async () => {
  await kill()
  rmSync(dataDir, { recursive: true, force: true })
})

test('killed while orders are being made: each is there with its stock or not at all; repeating makes the rest', {
  timeout: 60_000,
}, async () => {
  await start()
  const buyers = Array.from({ length: 12 }, (_, index) => `Buyer${String.fromCharCode(65 + index)}`)
  const order = (name: string) => phone(name).call('create-order', { requestId: 'killed-order-1', lines: oneCup })
  const answers = buyers.map((name) => order(name).then(granted))
  const first = await Promise.any(answers)
  await kill()
  const answered = (await Promise.allSettled(answers)).filter(({ status }) => status === 'fulfilled').length
  expect(answered).toBeLessThan(12)

  await start()
  const kept = (await store.all('orders')).map(({ _id }) => _id)
  expect(kept).toContain(first.order.outTradeNo)
  expect(kept.length).toBeGreaterThanOrEqual(answered)
  expect(await store.stock('cup-celadon')).toBe(80 - kept.length)
  expect((await store.all('buyers')).flatMap(({ unpaid }) => unpaid).sort()).toEqual(kept)

  const all = await Promise.all(buyers.map(async (name) => granted(await order(name)).order.outTradeNo))
  expect(new Set(all).size).toBe(12)
  expect((await store.all('orders')).map(({ _id }) => _id)).toEqual([...all].sort())
  expect(await store.stock('cup-celadon')).toBe(80 - 12)
})

test('killed the moment the buyer has paid: the notification goes out at the next start, the order is paid', {
  timeout: 60_000,
}, async () => {
  const buyer = phone('BuyerA')
  const { outTradeNo } = granted(await buyer.call('create-order', { requestId: 'killed-order-2', lines: oneCup })).order
  expect((await buyer.cashier(await prepay(buyer, outTradeNo))).errMsg).toBe('requestPayment:ok')
  await kill()

  await start()
  const paid = await eventually(
    () => store.order(outTradeNo),
    ({ state }) => state === 'paid',
  )
  expect(paid.history.at(-1)).toMatchObject({ type: 'paid', reportedBy: 'notification', totalFen: 4_500 })
  expect(paid.history.filter(({ type }) => type === 'paid')).toHaveLength(1)
})
