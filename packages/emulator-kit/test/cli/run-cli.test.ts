import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const RUN_CLI = new URL('../../src/cli/run-cli.ts', import.meta.url).href

/** Runs `runCli(main)` as a script called demo.ts. */
function start(main: string, env: Record<string, string> = {}) {
  const script = join(temporaryFolder(), 'demo.mts')
  writeFileSync(script, `import { runCli } from ${JSON.stringify(RUN_CLI)}\nrunCli(${main})\n`)
  const child = spawn(process.execPath, ['--import', TSX, script], { env: { ...process.env, DEBUG: '', ...env } })
  onTestFinished(() => void child.kill('SIGKILL'))
  const output = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    output.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    output.err += chunk
  })
  return { child, output, ended: once(child, 'close').then(([code]) => ({ code, ...output })) }
}

const STAYS = "process.stdout.write('up\\n'); const hold = setInterval(() => {}, 1000)"

describe('a failed start', () => {
  test.each([
    ["new Error('[wxpay-simulator] no port')", {}, '[wxpay-simulator] no port\n'],
    ["new Error('no port')", {}, '[demo] no port\n'],
    [
      "Object.assign(new Error('no such option --x'), { code: 'usage' })",
      { DEBUG: '1' },
      '[demo] no such option --x\n',
    ],
    ["'text'", {}, '[demo] text\n'],
  ])('with %s and %j prints its message', async (error, env, printed) => {
    expect(await start(`async () => { throw ${error} }`, env).ended).toEqual({ code: 1, out: '', err: printed })
  })

  test('prints the stack with DEBUG set', async () => {
    const { code, err } = await start("async () => { throw new Error('no port') }", { DEBUG: '1' }).ended
    expect(code).toBe(1)
    expect(err).toMatch(/^\[demo\] no port\nError: no port\n {4}at /)
  })
})

// Windows has no signals between processes: kill() there ends the process without a word.
describe.skipIf(process.platform === 'win32')('a signal', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s closes in order', async (signal) => {
    const close = "clearInterval(hold); process.stdout.write('closed\\n')"
    const { child, ended } = start(`async () => { ${STAYS}; return { async close() { ${close} } } }`)
    await once(child.stdout, 'data')
    child.kill(signal)
    child.kill(signal) // the same key press, forwarded
    expect(await ended).toEqual({ code: 0, out: 'up\nclosed\n', err: '[demo] closing; Ctrl-C again stops at once\n' })
  })

  test('a second one ends a close that takes too long', async () => {
    const late = 'Date.now = () => Number.MAX_SAFE_INTEGER' // the next signal comes long after
    const { child, output, ended } = start(
      `async () => { ${STAYS}; return { close: () => new Promise(() => { ${late}; process.stdout.write('closing') }) } }`,
    )
    await once(child.stdout, 'data')
    child.kill('SIGINT')
    await once(child.stdout, 'data')
    expect(output.out).toBe('up\nclosing')
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ code: 130 })
  })

  test('a close that fails is reported', async () => {
    const { child, ended } = start(
      `async () => { ${STAYS}; return { close: async () => { throw new Error('disk full') } } }`,
    )
    await once(child.stdout, 'data')
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ code: 1, err: expect.stringContaining('[demo] disk full\n') })
  })
})
