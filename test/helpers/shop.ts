import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPhone, type Phone, type Stack, type StackOptions, startStack } from '@stack/local-stack'
import { closeWithFile } from './close-with-file.ts'

/** Noon in Beijing on 2026-03-02, a Monday. */
export const noon = Date.UTC(2026, 2, 2, 4)

export interface Shop {
  stack: Stack
  dataDir: string
  /** A phone for somebody; the openid is made from the name. */
  phone(name: string): Phone
  /** GET of the simulator's control API. */
  gateway<T>(path: string): Promise<T>
  /** POST to the simulator's control API. */
  tell<T>(path: string, body: unknown): Promise<T>
}

/** An openid in WeChat's shape. */
export const openidOf = (name: string) => `oTest${name}`.padEnd(28, '0')

async function json<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

/** Starts a whole stack for a test file; it is gone when the file ends. */
export async function openShop(options: Partial<StackOptions> = {}): Promise<Shop> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'wxpay-test-'))
  const stack = await startStack({ startAtMs: noon, ...options, dataDir })
  closeWithFile(async () => {
    await stack.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return {
    stack,
    dataDir,
    phone: (name) => createPhone(stack, name.startsWith('o') ? name : openidOf(name)),
    gateway: async (path) => json(await fetch(stack.simulator.controlUrl + path)),
    tell: async (path, body) => {
      const headers = { 'content-type': 'application/json' }
      return json(
        await fetch(stack.simulator.controlUrl + path, { method: 'POST', headers, body: JSON.stringify(body) }),
      )
    },
  }
}

/** Asks again, some milliseconds apart, until the answer fits; the last answer is what the test then looks at. */
export async function eventually<T>(ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> {
  const until = Date.now() + 15_000
  for (;;) {
    const answer = await ask()
    if (fits(answer) || Date.now() > until) return answer
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
