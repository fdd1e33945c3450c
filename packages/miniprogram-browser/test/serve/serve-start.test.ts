import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { JSDOM } from 'jsdom'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { keepStorage } from '../../client/phone/keep-user-data.ts'
import { type MiniprogramBrowser, startMiniprogramBrowser } from '../../src/index.ts'
import type { Boot } from '../../src/serve/boot.ts'
import { openDoor, temporaryFolder } from '../helpers/serve.ts'

const FILES = {
  'app.json': '{ "pages": ["pages/home/home"] }',
  'app.js': 'App({})',
  'pages/home/home.js': 'Page({ data: { name: "world" } })',
  'pages/home/home.wxml': '<view>Hello {{name}}</view>',
  'pages/home/home.json': '{}',
}

async function writeFiles(dir: string, files: Record<string, string>): Promise<void> {
  await mkdir(join(dir, 'pages', 'home'), { recursive: true })
  for (const [file, text] of Object.entries(files)) await writeFile(join(dir, file), text)
}

/** A mini program with one page, gone after the test. */
async function writeMiniprogram(changes: Record<string, string> = {}): Promise<string> {
  const dir = await temporaryFolder()
  await writeFiles(dir, { ...FILES, ...changes })
  return dir
}

async function start(dir: string, callUrl = 'http://127.0.0.1:9'): Promise<MiniprogramBrowser> {
  const browser = await startMiniprogramBrowser({ miniprogramDir: dir, callUrl })
  onTestFinished(() => browser.close())
  return browser
}

const status = async (url: string, init?: RequestInit) => (await fetch(url, { redirect: 'manual', ...init })).status

describe('a running server', () => {
  let browser: MiniprogramBrowser
  let dir = ''
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'miniprogram-browser-'))
    await writeFiles(join(dir, 'hello-app'), FILES)
    browser = await startMiniprogramBrowser({ miniprogramDir: join(dir, 'hello-app'), callUrl: 'http://127.0.0.1:9' })
  })
  afterAll(async () => {
    await browser.close()
    await rm(dir, { recursive: true, force: true })
  })

  test('its address carries a token, and nothing is there without it', async () => {
    expect(browser.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/$/)
    expect([await status(browser.url), await status(new URL('/', browser.url).href)]).toStrictEqual([200, 404])
  })

  test.each([
    ['phone.html', 'text/html'],
    ['client/shell.js', 'text/javascript'],
    ['client/shell-style.css', 'text/css'],
    ['client/phone.js', 'text/javascript'],
    ['client/phone-style.css', 'text/css'],
    ['app/app.js', 'text/javascript'],
    ['app/templates.js', 'text/javascript'],
    ['app/styles.json', 'application/json'],
  ])('%s is served as %s', async (path, type) => {
    const response = await fetch(browser.url + path)
    expect([response.status, response.headers.get('content-type')?.split(';')[0]]).toStrictEqual([200, type])
  })

  test('boot: two users by default, the folder’s name, the page', async () => {
    const boot = await (await fetch(`${browser.url}boot`)).json()
    expect(boot).toMatchObject({ title: 'hello-app', config: { entryPage: 'pages/home/home' }, diagnostics: [] })
    expect(boot.users.map(({ name }: { name: string }) => name)).toStrictEqual(['用户 A', '用户 B'])
  })

  const post = { method: 'POST', body: '{"user":0,"data":{}}' }
  test.each([
    ['no origin: not a page', {}, 200],
    ['its own page', { origin: 'own' }, 200],
    ['a page of the web', { origin: 'https://evil.test' }, 403],
    ['a page of another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['a page of nowhere', { origin: 'null' }, 403],
  ])('a call from %s: %j → %i', async (_what, headers: { origin?: string }, expected) => {
    const own = headers.origin === 'own' ? { origin: new URL(browser.url).origin } : headers
    expect(await status(`${browser.url}call/x`, { ...post, headers: own })).toBe(expected)
  })
})

test('a call goes through to the call API', async () => {
  const door = await openDoor({
    'POST /greet': () => ({ result: 'hi', errMsg: 'cloud.callFunction:ok', requestID: '1' }),
  })
  const { url } = await start(await writeMiniprogram(), door.url)
  const response = await fetch(`${url}call/greet`, { method: 'POST', body: '{"user":1,"data":{}}' })
  expect(await response.json()).toMatchObject({ answer: { result: 'hi' }, offsetMs: 0 })
  expect(door.received[0]?.body).toMatchObject({ openid: 'oLocalUserB_0000000000000002' })
})

test('a mini program that does not compile is served with what is wrong, and starts once it is mended', async () => {
  const written: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  onTestFinished(() => void vi.restoreAllMocks())
  const dir = await writeMiniprogram({ 'app.json': '{ "pages": [' })
  const { url } = await start(dir)
  const broken = await (await fetch(`${url}boot`)).json()
  expect(broken.config).toBeUndefined()
  expect(broken.diagnostics).toMatchObject([{ file: 'app.json', level: 'error' }])
  expect(written.join('')).toMatch(/^\[miniprogram-browser\] app\.json:?\d* error: /)
  await writeFile(join(dir, 'app.json'), FILES['app.json'])
  const mended = await (await fetch(`${url}boot`)).json()
  expect(mended).toMatchObject({ config: { entryPage: 'pages/home/home' }, diagnostics: [] })
})

test('a folder without app.json is refused by name', async () => {
  const dir = await temporaryFolder()
  await expect(startMiniprogramBrowser({ miniprogramDir: dir, callUrl: 'http://127.0.0.1:9' })).rejects.toThrow(
    `[miniprogram-browser] ${dir} holds no app.json`,
  )
})

describe('what a phone stored', () => {
  const startOn = (dir: string, preferredPort: number) =>
    startMiniprogramBrowser({ miniprogramDir: dir, callUrl: 'http://127.0.0.1:9', preferredPort })

  /** The storage of the first user as the page opens it: the browser keeps one `Storage` per origin. */
  const openStorage = async (kept: Map<string, Storage>, url: string) => {
    const { appKey, users } = (await (await fetch(`${url}boot`)).json()) as Boot
    const { origin } = new URL(url)
    const store = kept.get(origin) ?? new JSDOM('', { url: origin }).window.localStorage
    kept.set(origin, store)
    return keepStorage(store, appKey, users[0]?.openid ?? '')
  }

  test('is there again after a new start, whose token is another', async () => {
    const dir = await writeMiniprogram()
    const kept = new Map<string, Storage>()
    const first = await startOn(dir, 0)
    const port = Number(new URL(first.url).port)
    ;(await openStorage(kept, first.url)).setItem('cart', '[1]')
    await first.close()
    const second = await startOn(dir, port)
    onTestFinished(() => second.close())
    expect(second.url).not.toBe(first.url)
    expect(new URL(second.url).origin).toBe(new URL(first.url).origin)
    expect((await openStorage(kept, second.url)).getItem('cart')).toBe('[1]')
  })

  test('is out of reach when another program has the port: a line says so', async () => {
    const written: string[] = []
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0)
    onTestFinished(() => void vi.restoreAllMocks())
    const { url } = await openDoor({})
    const taken = Number(new URL(url).port)
    const browser = await startOn(await writeMiniprogram(), taken)
    onTestFinished(() => browser.close())
    const { port } = new URL(browser.url)
    expect(Number(port)).not.toBe(taken)
    expect(written.join('')).toContain(`[miniprogram-browser] port ${taken} is taken, ${port} it is`)
  })

  test('a port that was asked for by number has to be had', async () => {
    const { url } = await openDoor({})
    const port = Number(new URL(url).port)
    const started = startMiniprogramBrowser({ miniprogramDir: await writeMiniprogram(), callUrl: url, port })
    await expect(started).rejects.toThrow(`cannot listen on 127.0.0.1:${port}`)
  })
})

test('closing ends a wait for news', async () => {
  const { url, close } = await start(await writeMiniprogram())
  const listener = fetch(`${url}activity?since=0&offsetMs=0`).catch(() => 'closed')
  await fetch(`${url}sizes`)
  await close()
  expect(await listener).toBeDefined()
  await expect(fetch(url)).rejects.toThrow()
})
