import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { describeSimulator } from '../../src/cli/describe-simulator.ts'
import { parseCommand } from '../../src/cli/parse-command.ts'
import { send, temporaryFolder } from '../helpers/stack.ts'

describe('the command line', () => {
  test('all flags', () => {
    const args = ['--data', 'd', '--port', '1', '--control-port', '2', '--resolve', 'a.test=127.0.0.1:3']
    expect(parseCommand([...args, '--notify-ca', 'ca.pem', '--production-notify-urls', '--json'])).toEqual({
      json: true,
      help: false,
      options: {
        dataDir: 'd',
        port: 1,
        controlPort: 2,
        resolve: { 'a.test': '127.0.0.1:3' },
        notifyCaFiles: ['ca.pem'],
        productionNotifyUrls: true,
      },
    })
  })

  test.each([
    [['--prot', '1'], "Unknown option '--prot'"],
    [['--port', 'x'], '--port is "x", not a port'],
    [['--port', '65536'], '--port is "65536", not a port'],
    [['--resolve', 'a.test'], '--resolve is "a.test", not HOST=127.0.0.1:PORT'],
    [['--resolve', 'a.test=10.0.0.1:80'], '--resolve is "a.test=10.0.0.1:80", not HOST=127.0.0.1:PORT'],
    [['stray'], 'Unexpected argument'],
  ])('%j is a usage error', (args, message) => {
    expect(() => parseCommand(args)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(message) }),
    )
  })

  test('without --json a text for people, with the addresses', () => {
    const merchant = {
      ...{ appId: 'wx0123456789abcdef', mchId: '1600000000', apiKey: 'k'.repeat(32), signType: 'HMAC-SHA256' as const },
      ...{ certFile: 'cert.pem', keyFile: 'key.pem', p12File: 'cert.p12' },
    }
    const about = { url: 'https://127.0.0.1:1', controlUrl: 'http://127.0.0.1:2/t', caFile: 'ca.pem', merchant }
    const text = describeSimulator(about, false)
    for (const fact of ['https://127.0.0.1:1', 'http://127.0.0.1:2/t', 'ca.pem', '1600000000']) {
      expect(text).toContain(fact)
    }
  })
})

test('--json prints one line once it listens; everything else goes to stderr', async () => {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const cli = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts')
  const args = ['--import', tsx, cli, '--port', '0', '--data', await temporaryFolder(), '--json']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let warnings = ''
  child.stderr.on('data', (chunk) => {
    warnings += chunk
  })
  const [line] = await once(createInterface(child.stdout), 'line')
  const facts = JSON.parse(line)
  expect(Object.keys(facts)).toEqual([
    ...['url', 'controlUrl', 'caFile', 'appId', 'mchId', 'apiKey', 'signType', 'certFile', 'keyFile', 'p12File'],
  ])
  expect((await send(facts, '/pay/orderquery', '<xml></xml>')).status).toBe(200)
  expect(warnings).toContain('any notify_url is accepted')
})
