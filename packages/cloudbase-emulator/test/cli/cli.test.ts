import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { cleanUp, post, temporaryFolder, writeFunctions } from '../helpers/stack.ts'

afterAll(cleanUp)

const CLI = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

function runCommand(...args: string[]) {
  const child = spawn(process.execPath, ['--import', TSX, CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text
  })
  return { child, ended: once(child, 'close'), stderr: () => stderr }
}

test('--json prints one line of addresses, all else goes to stderr, and a crash leaves no function behind', async () => {
  const code = `
    const server = require('node:net').createServer().listen(0, '127.0.0.1')
    exports.main = () => {
      console.log('called')
      return { port: server.address().port, A: process.env.A, B: process.env.B }
    }`
  const functions = writeFunctions({ code: { env: code } })
  const data = temporaryFolder()
  const envFile = path.join(data, 'env.json')
  writeFileSync(envFile, '{ "*": { "A": "all", "B": "all" }, "env": { "B": "own" } }')
  const { child, ended, stderr } = runCommand(
    '--functions',
    functions,
    '--port',
    '0',
    '--data',
    data,
    '--json',
    '--env-file',
    envFile,
  )
  const stdout: string[] = []
  const output = createInterface(child.stdout).on('line', (line) => stdout.push(line))
  await once(output, 'line')

  const addresses = JSON.parse(stdout[0] ?? '')
  expect(addresses).toEqual({
    callUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}$/),
    httpUrl: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+$/),
    adminUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}$/),
    caFile: expect.any(String),
  })
  expect(existsSync(addresses.caFile)).toBe(true)
  const { json } = await post(`${addresses.callUrl}/env`, { openid: 'oTest' })
  const { port, ...variables } = json.result as { port: number }
  expect(variables).toEqual({ A: 'all', B: 'own' })
  expect(stderr()).toContain('[env] called')
  expect(await listens(port)).toBe(true)

  child.kill('SIGKILL')
  await ended
  expect(stdout).toHaveLength(1)
  await expect.poll(() => listens(port)).toBe(false)
})

/** Whether a process still listens on `port`. */
function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

test.each([
  [['--functions', 'x'], '--functions and --data are needed'],
  [['--nonsense'], "Unknown option '--nonsense'"],
  [['--functions', 'no-such-folder', '--data', 'x'], 'cannot use the manifest'],
  [['--functions', 'x', '--data', 'x', '--port', 'http'], '--port http is not a number'],
])('%j ends with exit code 1 and says: %s', async (args, message) => {
  const { ended, stderr } = runCommand(...args)
  expect(await ended).toEqual([1, null])
  expect(stderr()).toContain(`[cloudbase-emulator] ${message}`)
})

test('--help explains the options', async () => {
  const { child, ended } = runCommand('--help')
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text
  })
  expect(await ended).toEqual([0, null])
  expect(stdout).toContain('--functions DIR')
})
