import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand, UsageError } from '@stack/emulator-kit/cli'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { readStackFile, writeStackFile } from '../../src/stack/stack-file.ts'
import { stageFunctions } from '../../src/stack/stage-functions.ts'
import { temporaryFolder } from '../../src/testing.ts'

describe('runCommand', () => {
  let out: string
  let err: string
  beforeEach(() => {
    out = ''
    err = ''
    const { argv, exitCode } = process
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += text
      return true
    })
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      err += text
      return true
    })
    return () => {
      vi.restoreAllMocks()
      process.argv = argv
      process.exitCode = exitCode
    }
  })

  test.each([['--help'], ['-h']])('%s prints the help and does nothing', async (flag) => {
    process.argv = ['node', 'products', flag]
    await runCommand('the help\n', () => Promise.reject(new Error('it ran')))
    expect([out, err, process.exitCode]).toStrictEqual(['the help\n', '', undefined])
  })

  test('what went well says nothing of its own', async () => {
    await runCommand('the help\n', async () => undefined)
    expect([out, err, process.exitCode]).toStrictEqual(['', '', undefined])
  })

  test.each<[what: string, error: Error]>([
    ['a wrong use', new UsageError('[products] tea stands twice')],
    ['a wrong flag', Object.assign(new TypeError('Unknown option --x'), { code: 'ERR_PARSE_ARGS_UNKNOWN_OPTION' })],
  ])('%s: its message without a stack, exit code 1', async (_what, error) => {
    await runCommand('the help\n', () => Promise.reject(error))
    expect([out, err, process.exitCode]).toStrictEqual(['', `${error.message}\n`, 1])
  })

  test('a fault of ours: with its stack, exit code 1', async () => {
    await runCommand('the help\n', () => Promise.reject(new TypeError('broken')))
    expect(err).toMatch(/^TypeError: broken\n {4}at /)
    expect(process.exitCode).toBe(1)
  })
})

describe('the addresses of a running stack', () => {
  const addresses = {
    pid: process.pid,
    callUrl: 'http://127.0.0.1:1/token',
    httpUrl: 'https://127.0.0.1:2',
    adminUrl: 'http://127.0.0.1:3/token',
    gatewayUrl: 'https://127.0.0.1:4',
    controlUrl: 'http://127.0.0.1:5/token',
  }

  test('are there while it runs, and gone after it', () => {
    const dir = temporaryFolder()
    const remove = writeStackFile(dir, addresses)
    expect(readStackFile(dir)).toStrictEqual(addresses)
    remove()
    expect(() => readStackFile(dir)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining('npm start') }),
    )
  })

  test('are not believed when a killed stack left them', () => {
    const dir = temporaryFolder()
    const { pid } = spawnSync(process.execPath, ['--version'])
    writeStackFile(dir, { ...addresses, pid })
    expect(() => readStackFile(dir)).toThrow(expect.objectContaining({ code: 'usage' }))
  })

  test.skipIf(process.platform === 'win32')('only this user may read them: they hold tokens', () => {
    const dir = temporaryFolder()
    writeStackFile(dir, addresses)
    expect(statSync(join(dir, 'stack.json')).mode & 0o777).toBe(0o600)
  })
})

test('stageFunctions puts the certificate beside the two functions that refund, and removes all of it', () => {
  const dir = temporaryFolder()
  const certFile = join(dir, 'cert.pem')
  const keyFile = join(dir, 'key.pem')
  writeFileSync(certFile, 'a certificate')
  writeFileSync(keyFile, 'a key')
  const staging = join(dir, 'staging')
  const staged = stageFunctions(staging, { certFile, keyFile })
  const holders = readdirSync(staging).filter((name) => existsSync(join(staging, name, 'apiclient_key.pem')))
  expect(holders).toStrictEqual(['refund', 'sync-refunds'])
  expect(readFileSync(join(staging, 'refund', 'apiclient_cert.pem'), 'utf8')).toBe('a certificate')
  staged.remove()
  expect(existsSync(staging)).toBe(false)
})
