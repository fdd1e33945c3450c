import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildDevtools } from '../../src/devtools/build-devtools.ts'
import type { LocalStack } from '../../src/devtools/preload/local-stack.ts'
import { temporaryFolder } from '../../src/testing.ts'

export const stack: LocalStack = {
  callUrl: 'http://127.0.0.1:1/call',
  controlUrl: 'http://127.0.0.1:2/control',
  appId: 'wx-app',
  users: [
    { key: 'buyerA', name: '买家 A', openid: 'oA' },
    { key: 'merchant', name: '商家', openid: 'oM' },
  ],
}

interface Sent {
  url: string
  data: Record<string, unknown>
  success(answer: { statusCode: number; data: unknown }): void
  fail(failure: { errMsg: string }): void
}

interface Sheet {
  alertText: string
  itemList: string[]
  success(choice: { tapIndex: number }): void
  fail(failure: { errMsg: string }): void
}

export interface World {
  /** What a door answers; a number is a status, undefined a refused connection. */
  door?: (path: string, data: Record<string, unknown>) => object | number | undefined
  /** Text of the action sheet that is tapped; 取消 when absent. */
  taps?: string
  query?: Record<string, string>
  storage?: Map<string, unknown>
  /** Over the members of WeChat's own `wx`. */
  own?: PropertyDescriptorMap
}

type Api = (options: Record<string, unknown>) => Promise<Record<string, unknown>> | undefined

/** A mini program of three files and no dependency. */
export function smallMiniprogram(): string {
  const from = temporaryFolder()
  writeFileSync(join(from, 'package.json'), '{}')
  writeFileSync(join(from, 'app.json'), '{ "pages": ["pages/a/a"] }')
  writeFileSync(join(from, 'app.ts'), 'App({})')
  return from
}

/** The generated file, run as DevTools runs it: `wx` and `console` are given, and there is nothing to import. */
export async function runLocalStack({ door, taps, query = {}, storage = new Map(), own = {} }: World) {
  const dir = await buildDevtools(stack, { outDir: temporaryFolder(), from: smallMiniprogram() })
  const sent: { path: string; data: Record<string, unknown> }[] = []
  const sheets: { alertText: string; itemList: string[] }[] = []
  const said: string[] = []
  const wx = Object.defineProperties(
    {
      request({ url, data, success, fail }: Sent) {
        const path = url.replace(/^http:\/\/127\.0\.0\.1:\d\//, '')
        sent.push({ path, data })
        const answer = door?.(path, data)
        if (answer === undefined) fail({ errMsg: 'request:fail connect ECONNREFUSED' })
        else if (typeof answer === 'number') success({ statusCode: answer, data: { message: '[door] no' } })
        else success({ statusCode: 200, data: answer })
      },
      showActionSheet({ alertText, itemList, success, fail }: Sheet) {
        sheets.push({ alertText, itemList: [...itemList] })
        const tapIndex = itemList.indexOf(taps ?? '')
        if (tapIndex < 0) fail({ errMsg: 'showActionSheet:fail cancel' })
        else success({ tapIndex })
      },
      getStorageSync: (key: string) => storage.get(key) ?? '',
      setStorageSync: (key: string, value: unknown) => storage.set(key, value),
      getLaunchOptionsSync: () => ({ query }),
      cloud: { init: () => undefined, database: () => 'the real one' },
    },
    own,
  ) as unknown as { requestPayment: Api; cloud: { init(): void; callFunction: Api; database(): string } }
  const script = readFileSync(join(dir, 'miniprogram', 'local-stack.js'), 'utf8')
  new Function('wx', 'console', script)(wx, { info: (text: string) => said.push(text) })
  return { wx, sent, sheets, said, storage }
}
