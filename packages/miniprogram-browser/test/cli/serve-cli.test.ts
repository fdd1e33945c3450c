import { expect, test } from 'vitest'
import { HELP, parseCommand } from '../../src/cli/parse-command.ts'

const NEEDED = ['--miniprogram', 'shop', '--call-url', 'http://127.0.0.1:1/t']

test('all flags', () => {
  const addresses = ['--control-url', 'http://127.0.0.1:2/t/', '--admin-url', 'http://127.0.0.1:3/t']
  const users = ['--user', '买家 A=oA_1', '--user', 'B=oB-2']
  const rest = ['--title', '小店', '--port', '80', '--preload', 'p.js', '--font-css', 'f.css', '--json']
  expect(parseCommand([...NEEDED, ...addresses, ...users, ...rest])).toStrictEqual({
    help: false,
    json: true,
    options: {
      miniprogramDir: 'shop',
      callUrl: 'http://127.0.0.1:1/t',
      controlUrl: 'http://127.0.0.1:2/t',
      adminUrl: 'http://127.0.0.1:3/t',
      users: [
        { name: '买家 A', openid: 'oA_1' },
        { name: 'B', openid: 'oB-2' },
      ],
      title: '小店',
      port: 80,
      preload: 'p.js',
      fontCss: 'f.css',
    },
  })
})

test('only what is needed', () => {
  expect(parseCommand(NEEDED)).toStrictEqual({
    help: false,
    json: false,
    options: { miniprogramDir: 'shop', callUrl: 'http://127.0.0.1:1/t', preferredPort: 8717 },
  })
})

test('--help needs nothing else, and names every flag', () => {
  expect(parseCommand(['--help'])).toStrictEqual({ help: true })
  for (const flag of [
    ...NEEDED.filter((text) => text.startsWith('--')),
    '--control-url',
    '--admin-url',
    '--user',
    '--title',
  ]) {
    expect(HELP).toContain(flag)
  }
  for (const flag of ['--port', '--preload', '--font-css', '--json']) expect(HELP).toContain(flag)
})

test.each([
  [[], '--miniprogram is missing'],
  [NEEDED.slice(0, 2), '--call-url is missing'],
  [[...NEEDED, '--prot', '1'], "Unknown option '--prot'"],
  [[...NEEDED, '--port', 'x'], '--port is "x", not a port'],
  [[...NEEDED, '--port', '65536'], '--port is "65536", not a port'],
  [[...NEEDED, '--control-url', '127.0.0.1:1'], '--control-url is "127.0.0.1:1", not an http address'],
  [[...NEEDED, '--control-url', 'http:'], '--control-url is "http:", not an http address'],
  [[...NEEDED, '--user', 'A'], '--user is "A", not NAME=OPENID'],
  [[...NEEDED, '--user', 'A=o A'], '--user is "A=o A", not NAME=OPENID'],
])('%j is a usage error', (args, message) => {
  expect(() => parseCommand(args)).toThrow(
    expect.objectContaining({ code: 'usage', message: expect.stringContaining(message) }),
  )
})
