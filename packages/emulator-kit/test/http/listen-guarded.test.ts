import { request } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type GuardedOptions, type HttpRequest, listenGuarded, randomToken } from '../../src/http/index.ts'

const PAGE = 'http://127.0.0.1:5555'

/** A server that says what it got; closed with the test. */
async function echo(options: Partial<GuardedOptions> = {}) {
  const requests: HttpRequest[] = []
  const server = await listenGuarded({
    port: 0,
    handle: async (got) => {
      requests.push(got)
      return { status: 200, headers: { 'content-type': 'text/plain' }, body: `got ${got.body}` }
    },
    ...options,
  })
  onTestFinished(() => server.close())
  return { server, requests }
}

interface Ask {
  method?: string
  path?: string
  headers?: Record<string, string>
  body?: string | Buffer
  chunked?: boolean
}

interface Answer {
  status: number | undefined
  headers: Record<string, string | string[] | undefined>
  body: string
}

function ask(
  port: number,
  { method = 'POST', path = '/', headers = {}, body = '', chunked }: Ask = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers, agent: false })
    asked.on('error', reject)
    asked.on('response', (answer) => {
      let text = ''
      answer.on('data', (chunk) => {
        text += chunk
      })
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: text }))
    })
    if (chunked) asked.flushHeaders()
    asked.end(body)
  })
}

/** Sends raw bytes and reads to the end of the connection. */
function say(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })
}

test('hands the request over and answers with a length', async () => {
  const { server, requests } = await echo()
  expect(server.url).toBe(`http://127.0.0.1:${server.port}`)
  const answer = await ask(server.port, { path: '/a%20b/c?x=1&x=2', headers: { 'X-One': '1' }, body: '钱' })
  expect(answer).toMatchObject({ status: 200, body: 'got 钱', headers: { 'content-length': '7' } })
  expect(requests).toHaveLength(1)
  expect(requests[0]).toMatchObject({ method: 'POST', path: '/a%20b/c', remoteAddress: '127.0.0.1' })
  expect(requests[0]?.headers['x-one']).toBe('1')
  expect(requests[0]?.query.getAll('x')).toEqual(['1', '2'])
  expect(requests[0]?.peerCertificate).toBeUndefined()
})

describe('the Host header', () => {
  test.each([
    ['127.0.0.1:PORT', 200],
    ['localhost:PORT', 200],
    ['LOCALHOST', 200],
    ['127.0.0.1', 200],
    ['127.0.0.1:80', 200],
    ['api.mch.weixin.qq.com', 200],
    ['api.mch.weixin.qq.com:PORT', 200],
    ['api.mch.weixin.qq.com.evil.example', 403],
    ['evil.example:PORT', 403],
    ['localhost.', 403],
    ['127.0.0.1:1', 403],
    ['127.0.0.1:PORT:PORT', 403],
    ['user@127.0.0.1', 403],
    ['[::1]:PORT', 403],
    ['0x7f.1', 403],
  ])('%s is answered %i', async (host, status) => {
    const { server, requests } = await echo({ hosts: ['api.mch.weixin.qq.com'] })
    const answer = await ask(server.port, { headers: { host: host.replaceAll('PORT', String(server.port)) } })
    expect(answer.status).toBe(status)
    expect(requests).toHaveLength(status === 200 ? 1 : 0)
  })

  test('left empty is answered 403', async () => {
    const { server } = await echo()
    expect(await say(server.port, 'GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1.1 403 /)
  })

  test('when refused, is told why and what to do', async () => {
    const { server } = await echo()
    const { body } = await ask(server.port, { headers: { host: 'evil.example' } })
    expect(body).toBe(
      `[emulator-kit] Host "evil.example" is not a name of this server; a web page could reach it through DNS rebinding. Call it as 127.0.0.1, localhost with port ${server.port}.\n`,
    )
  })
})

describe('the Origin header', () => {
  test.each([
    [PAGE, 200],
    ['https://127.0.0.1:5555', 403],
    ['http://127.0.0.1:5556', 403],
    ['https://evil.example', 403],
    ['null', 403],
    ['', 403],
  ])('%s is answered %i', async (origin, status) => {
    const { server, requests } = await echo({ origins: () => [PAGE] })
    const answer = await ask(server.port, { headers: { origin } })
    expect(answer.status).toBe(status)
    expect(requests).toHaveLength(status === 200 ? 1 : 0)
    expect(answer.headers['access-control-allow-origin']).toBe(status === 200 ? origin : undefined)
  })

  test('of a page is refused where no page is known', async () => {
    const { server } = await echo()
    expect((await ask(server.port, { headers: { origin: PAGE } })).status).toBe(403)
  })

  test('of an allowed page gets its preflight answered without the handler', async () => {
    const { server, requests } = await echo({ origins: () => [PAGE] })
    const headers = {
      origin: PAGE,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-one',
    }
    const answer = await ask(server.port, { method: 'OPTIONS', headers })
    expect(answer).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': PAGE,
        'access-control-allow-headers': 'content-type,x-one',
        'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
        vary: 'Origin',
      },
    })
    expect(requests).toEqual([])
  })
})

describe('the body', () => {
  test.each([
    ['as long as allowed', 10, false, 200],
    ['one byte longer', 11, false, 413],
    ['much longer', 3_000_000, false, 413],
    ['as long as allowed, in chunks', 10, true, 200],
    ['one byte longer, in chunks', 11, true, 413],
    ['much longer, in chunks', 3_000_000, true, 413],
  ])('%s (%i bytes, chunked %s) is answered %i', async (_, length, chunked, status) => {
    const { server, requests } = await echo({ maxBodyBytes: 10 })
    const answer = await ask(server.port, { body: Buffer.alloc(length, 'x'), chunked })
    expect(answer.status).toBe(status)
    expect(answer.headers.connection).toBe('close')
    expect(requests).toHaveLength(status === 200 ? 1 : 0)
  })

  test('beyond the limit gets its answer though more of it never comes', async () => {
    const { server } = await echo({ maxBodyBytes: 10 })
    const answer = await say(server.port, 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999\r\n\r\nabc')
    expect(answer).toMatch(/^HTTP\/1.1 413 .*larger than 10 bytes\n$/s)
  })
})

describe('what cannot be answered properly', () => {
  test.each([
    ['no HTTP', 'hello\r\n\r\n', /^HTTP\/1.1 400 Bad Request\r\n.*\r\n\r\n$/s],
    ['too long a header', `GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, /^HTTP\/1.1 431 /],
    [
      'another server’s address',
      'GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      /^HTTP\/1.1 400 .*not a path\n$/s,
    ],
  ])('%s', async (_, text, answer) => {
    const { server } = await echo()
    expect(await say(server.port, text)).toMatch(answer)
  })

  test('a handler that throws is a 500 whose reason stays on stderr', async () => {
    const written: string[] = []
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0)
    onTestFinished(() => void vi.restoreAllMocks())
    const { server } = await echo({ handle: () => Promise.reject(new Error('the key is 42')) })
    const answer = await ask(server.port, { path: '/x?secret=1' })
    expect(answer).toMatchObject({ status: 500 })
    expect(answer.body).not.toContain('42')
    expect(written.join('')).toContain('[emulator-kit] POST /x failed: Error: the key is 42\n    at ')
    expect(written.join('')).not.toContain('secret')
  })
})

test('close() ends open connections', async () => {
  const { server } = await echo()
  const idle = say(server.port, 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n')
  await ask(server.port)
  await server.close()
  expect(await idle.catch(() => 'reset')).toMatch(/^(reset)?$/)
  await expect(ask(server.port)).rejects.toThrow('ECONNREFUSED')
})

test('a port that is taken is named with the cure', async () => {
  const { server } = await echo()
  await expect(listenGuarded({ port: server.port, handle: async () => ({ status: 200 }) })).rejects.toThrow(
    `[emulator-kit] cannot listen on 127.0.0.1:${server.port}: listen EADDRINUSE: address already in use 127.0.0.1:${server.port}. Stop the program that has it, or choose another port (0: any free one).`,
  )
})

test('randomToken() is 32 hex characters, never the same', () => {
  expect(randomToken()).toMatch(/^[0-9a-f]{32}$/)
  expect(randomToken()).not.toBe(randomToken())
})
