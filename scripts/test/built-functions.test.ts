import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from '@stack/local-stack'
import { foldersIn, temporaryFolder } from '@stack/local-stack/testing'
import { describe, expect, test, vi } from 'vitest'

const built = join(root, 'dist', 'cloudfunctions')
const names = foldersIn('cloudfunctions')
const fileOf = (name: string, file: string) => readFileSync(join(built, name, file), 'utf8')

test('every function is built, and the manifest lies beside them (npm run build)', () => {
  expect(existsSync(built)).toBe(true)
  expect(readdirSync(built).sort()).toStrictEqual([...names, 'cloudbase.json'].sort())
})

describe.each(names.map((name) => ({ name })))('$name', ({ name }) => {
  test('is four files', () => {
    expect(readdirSync(join(built, name)).sort()).toStrictEqual(['config.json', 'index.js', 'package.json', 'sdk.js'])
  })

  test('its package.json has no "type": with "module" above, exports.main would be undefined', () => {
    expect(JSON.parse(fileOf(name, 'package.json'))).toStrictEqual({
      name,
      version: '0.1.0',
      private: true,
      main: 'index.js',
    })
  })

  test('index.js is under 400 kB, unminified, without a map', () => {
    const code = fileOf(name, 'index.js')
    expect(statSync(join(built, name, 'index.js')).size).toBeLessThan(400_000)
    expect(code.split('\n').length).toBeGreaterThan(1_000)
    expect(code).not.toContain('sourceMappingURL')
  })

  test('it holds no key, no certificate and no folder of the machine that built it', () => {
    for (const file of ['index.js', 'package.json', 'config.json']) {
      const text = fileOf(name, file)
      expect(text).not.toContain('-----BEGIN')
      expect(text).not.toMatch(/["'`][0-9A-Za-z]{32}["'`]/)
      expect(text).not.toContain(root)
    }
    expect(fileOf(name, 'sdk.js')).not.toContain(root)
  })
})

/** One built function in a folder of its own, beside an SDK that cannot be loaded. */
function load(name: string): (event: object) => Promise<{ statusCode: number; body: string }> {
  const dir = join(temporaryFolder(), name)
  mkdirSync(dir)
  for (const file of ['index.js', 'package.json']) cpSync(join(built, name, file), join(dir, file))
  writeFileSync(join(dir, 'sdk.js'), 'throw new Error("sdk.js was loaded")')
  const { main } = createRequire(import.meta.url)(dir)
  return main
}

test.each(names)('%s exports main, and loading it does not load the SDK', (name) => {
  expect(load(name)).toBeTypeOf('function')
  expect(fileOf(name, 'index.js').match(/require\(["']\.\/sdk\.js["']\)/g)).toHaveLength(1)
})

describe.each(['pay-notify', 'refund-notify'])('%s', (name) => {
  test('refuses a forged notification without the SDK', async () => {
    const lines: string[] = []
    const written = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
    vi.stubEnv('WXPAY_APP_ID', 'wxd930ea5d5a258f4f')
    vi.stubEnv('WXPAY_MCH_ID', '10000100')
    vi.stubEnv('WXPAY_API_KEY', '192006250b4c09247ec02edce69f6a2d')
    vi.stubEnv('WXPAY_NOTIFY_BASE_URL', 'https://notify.shop.example')
    try {
      const answer = await load(name)({ body: '<xml><return_code>SUCCESS</return_code></xml>', isBase64Encoded: false })
      expect(answer).toMatchObject({ statusCode: 200, body: expect.stringContaining('<![CDATA[FAIL]]>') })
    } finally {
      written.mockRestore()
      vi.unstubAllEnvs()
    }
    expect(lines.join('')).toContain('notification refused')
    expect(lines.join('')).not.toContain('sdk.js was loaded')
  })
})
