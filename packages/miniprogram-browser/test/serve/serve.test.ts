import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compiledApp, openDoor, openServer, TOKEN, temporaryFolder } from '../helpers/serve.ts'

describe('pages and files', () => {
  test.each([
    ['the workbench', '', 'text/html; charset=utf-8', '<workbench>'],
    ['a file of the build', 'app/app.js', 'text/javascript; charset=utf-8', 'app()'],
  ])('%s', async (_what, target, type, body) => {
    const answer = await openServer().ask('GET', target)
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': type, 'referrer-policy': 'no-referrer' } })
    expect(String(answer.body)).toBe(body)
  })

  test('a font of the build lies where its style sheets look for it', async () => {
    const app = compiledApp(new Map([['fonts/t.woff', Buffer.from('font')]]))
    const { ask } = openServer({ parts: { build: { fresh: async () => app, latest: async () => app } } })
    expect(await ask('GET', 'fonts/t.woff')).toMatchObject({ status: 200, headers: { 'content-type': 'font/woff' } })
  })

  test('without the slash at the end the address leads on to it', async () => {
    expect(await openServer().ask('GET', `/${TOKEN}`)).toStrictEqual({
      status: 308,
      headers: { location: `/${TOKEN}/` },
    })
  })

  test.each([
    ['GET', '/'],
    ['GET', '/boot'],
    ['GET', '/wrong-token/boot'],
    ['GET', `/${TOKEN}x/boot`],
    ['POST', 'boot'],
    ['GET', 'call/pay'],
    ['GET', 'client/absent.js'],
    ['GET', 'app/absent.js'],
    ['GET', 'constructor'],
  ])('%s %s is answered 404', async (method, target) => {
    expect((await openServer().ask(method, target)).status).toBe(404)
  })
})

describe('files of the mini program', () => {
  const openShop = async () => {
    const dir = await temporaryFolder()
    await mkdir(join(dir, 'shop', 'assets'), { recursive: true })
    await mkdir(join(dir, 'other'))
    for (const file of ['secret.svg', 'other/secret.svg', 'shop/assets/茶.svg', 'shop/app.json', 'shop/app.ts']) {
      await writeFile(join(dir, file), '<svg/>')
    }
    await symlink(join(dir, 'other'), join(dir, 'shop', 'link'), 'junction')
    return openServer({ parts: { miniprogramDir: join(dir, 'shop') } })
  }

  test('a picture is served as what it is', async () => {
    const { ask } = await openShop()
    const answer = await ask('GET', `files/assets/${encodeURIComponent('茶')}.svg`)
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'image/svg+xml' } })
  })

  test.each([
    ['no such file', 'files/assets/x.svg'],
    ['configuration', 'files/app.json'],
    ['code', 'files/app.ts'],
    ['a folder above', 'files/%2e%2e/secret.svg'],
    ['a folder above, the slash encoded', 'files/..%2fsecret.svg'],
    ['a folder above, with a backslash', 'files/..%5csecret.svg'],
    ['a link that leads out', 'files/link/secret.svg'],
    ['an absolute path', 'files//etc/x.svg'],
    ['a broken escape', 'files/%E0%A4%A.svg'],
    ['a NUL', 'files/a%00.svg'],
    ['fonts, when there are none', 'font/index.css'],
  ])('%s is answered 404', async (_what, target) => {
    const { ask } = await openShop()
    expect((await ask('GET', target)).status).toBe(404)
  })

  test('fonts: the style sheet by a name of its own, the files beside it, nothing else', async () => {
    const dir = await temporaryFolder()
    await mkdir(join(dir, 'files'))
    for (const file of ['noto.css', 'files/a.woff2', 'package.json', 'picture.svg'])
      await writeFile(join(dir, file), 'x')
    const { ask } = openServer({ parts: { fontCss: join(dir, 'noto.css') } })
    const statuses = await Promise.all(
      ['font/index.css', 'font/files/a.woff2', 'font/package.json', 'font/picture.svg', 'font/noto.css'].map(
        async (target) => (await ask('GET', target)).status,
      ),
    )
    expect(statuses).toStrictEqual([200, 200, 404, 404, 404])
  })
})

describe('boot', () => {
  test('users, stackClient, the clock and the configuration', async () => {
    const control = await openDoor({ 'GET /clock': () => ({ offsetMs: 60_000 }) })
    const { askJson } = openServer({ addresses: { controlUrl: control.url } })
    expect((await askJson('GET', 'boot')).json).toMatchObject({
      title: 'Shop',
      users: [{ name: '买家 A' }, { name: '买家 B' }],
      hasCashier: true,
      hasClock: true,
      offsetMs: 60_000,
      fontCss: null,
      config: { entryPage: 'pages/a/a' },
      diagnostics: [],
    })
  })

  test('a mini program that does not compile has no configuration, and says why', async () => {
    const error = { file: 'app.json', line: 1, message: 'not JSON', level: 'error' as const, own: true }
    const app = { ...compiledApp(new Map()), diagnostics: [error] }
    const { askJson } = openServer({ parts: { build: { fresh: async () => app, latest: async () => app } } })
    const { json } = await askJson('GET', 'boot')
    expect(json).toMatchObject({ hasCashier: false, hasClock: false, offsetMs: 0, diagnostics: [error] })
    expect(json.config).toBeUndefined()
  })

  test('sizes of all that the browser loads', async () => {
    const { json } = await openServer().askJson('GET', 'sizes')
    expect(json).toStrictEqual({
      'workbench.html': { bytes: 11, gzipBytes: expect.any(Number) },
      'app.js': { bytes: 5, gzipBytes: expect.any(Number) },
    })
  })
})

describe('calls of functions', () => {
  const reply = { result: { ok: true }, errMsg: 'cloud.callFunction:ok', requestID: 'r1' }

  test('go to the call API as the user of that number, whatever else the page says', async () => {
    const door = await openDoor({ 'POST /list': () => reply })
    const { askJson } = openServer({ addresses: { callUrl: door.url } })
    const answer = await askJson('POST', 'call/list', { user: 1, openid: 'oEvil', data: { page: 2, openid: 'oEvil' } })
    expect(answer).toStrictEqual({ status: 200, json: { answer: reply, offsetMs: 0 } })
    expect(door.received).toStrictEqual([
      { route: 'POST /list', body: { openid: 'oB', data: { page: 2, openid: 'oEvil' } } },
    ])
  })

  test.each([
    ['a stranger', 'call/list', { user: 2, data: {} }, 'there is no user 2; there are 2'],
    ['nobody', 'call/list', { data: {} }, '"user" is undefined'],
    ['null', 'call/list', { user: null, data: {} }, '"user" is null'],
    ['a name', 'call/list', { user: '买家 A', data: {} }, '"user" is "买家 A"'],
    ['a path for a name', 'call/../admin', { user: 0 }, '"../admin" is not the name of a function'],
    ['no name', 'call', { user: 0 }, '"" is not the name of a function'],
    ['no object', 'call/list', [], 'the body has to be a JSON object'],
  ])('%s is refused', async (_what, target, body, message) => {
    const { status, json } = await openServer().askJson('POST', target, body)
    expect(status).toBe(400)
    expect(json.error).toContain(`[miniprogram-browser] ${message}`)
  })

  test('a door that refuses, or is gone, is answered in WeChat’s form', async () => {
    const door = await openDoor({})
    const { askJson } = openServer({ addresses: { callUrl: door.url } })
    const refused = await askJson('POST', 'call/list', { user: 0, data: {} })
    expect(refused.json.answer).toStrictEqual({ errCode: -1, errMsg: 'cloud.callFunction:fail no such route' })
    await door.close()
    const gone = await askJson('POST', 'call/list', { user: 0, data: {} })
    expect(gone.json.answer.errMsg).toMatch(/^cloud\.callFunction:fail \[miniprogram-browser\] nothing answers at 127/)
  })
})

describe('the cashier', () => {
  test('gets the appId of the merchant and the openid of the user, and the merchant’s keys stay here', async () => {
    const control = await openDoor({
      'GET /merchant': () => ({ appId: 'wx1', apiKey: 'secret' }),
      'POST /cashier': () => ({ errMsg: 'requestPayment:ok', totalFee: 100 }),
    })
    const { askJson } = openServer({ addresses: { controlUrl: control.url } })
    const payment = { package: 'prepay_id=1', paySign: 'S', openid: 'oEvil', action: 'pay' }
    const { json } = await askJson('POST', 'cashier', { user: 0, action: 'inspect', payment })
    expect(json).toStrictEqual({ errMsg: 'requestPayment:ok', totalFee: 100 })
    expect(control.received.at(-1)?.body).toStrictEqual({
      ...{ package: 'prepay_id=1', paySign: 'S' },
      ...{ appId: 'wx1', openid: 'oA', action: 'inspect' },
    })
  })

  test('without a simulator says so', async () => {
    const { status, json } = await openServer().askJson('POST', 'cashier', { user: 0, action: 'inspect', payment: {} })
    expect(status).toBe(502)
    expect(json.error).toBe('没有连接微信支付模拟器，无法支付（启动时加 --control-url）')
  })
})

describe('the clock', () => {
  test.each(['controlUrl', 'adminUrl'])('moves at %s', async (name) => {
    const door = await openDoor({ 'POST /clock': ({ advanceMs }) => ({ offsetMs: advanceMs }) })
    const { askJson } = openServer({ addresses: { [name]: door.url } })
    expect(await askJson('POST', 'clock', { advanceMs: 600_000 })).toMatchObject({ json: { offsetMs: 600_000 } })
  })

  test.each([[{ advanceMs: -1 }], [{ advanceMs: 0.5 }], [{ advanceMs: '' }], [{}]])('%j is refused', async (body) => {
    expect((await openServer().askJson('POST', 'clock', body)).status).toBe(400)
  })

  test('without a clock says so', async () => {
    const { status, json } = await openServer().askJson('POST', 'clock', { advanceMs: 1 })
    expect([status, json.error]).toStrictEqual([502, '本地环境没有可以快进的时钟（启动时加 --control-url）'])
  })
})

describe('wx.request', () => {
  const send = (url: string, more: object = {}) =>
    openServer().askJson('POST', 'request', { url, method: 'GET', header: {}, body: null, timeoutMs: 2000, ...more })

  test('is sent from here, with its method, header and body', async () => {
    const seen: unknown[] = []
    const door = await openDoor({
      'POST /echo': (body, { headers }) => {
        seen.push(headers.origin, headers['x-own'])
        return body
      },
    })
    const { json } = await send(`${door.url}/echo`, {
      method: 'POST',
      header: { 'X-Own': 'yes', Host: 'elsewhere.test' },
      body: Buffer.from('{"茶":1}').toString('base64'),
    })
    expect(json).toMatchObject({ statusCode: 200, header: { 'content-length': '9' } })
    expect(Buffer.from(json.body, 'base64').toString()).toBe('{"茶":1}')
    expect(seen).toStrictEqual([undefined, 'yes'])
  })

  test.each([
    ['file:///etc/hosts', {}, 'invalid url'],
    ['data:,x', {}, 'invalid url'],
    ['http://127.0.0.1:9/', { header: { 'bad name': '1' } }, /bad name|invalid/i],
  ])('%s fails', async (url, more, failed) => {
    expect((await send(url, more)).json.failed).toMatch(failed)
  })

  test('fails with "timeout" when no answer comes in time', async () => {
    const door = await openDoor({ 'GET /slow': () => new Promise(() => undefined) })
    expect((await send(`${door.url}/slow`, { timeoutMs: 50 })).json).toStrictEqual({ failed: 'timeout' })
  })
})
