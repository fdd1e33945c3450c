import { execPath } from 'node:process'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type BrowserSearch, type FoundBrowser, findBrowser } from './helpers/find-browser.ts'
import { requireBrowser } from './helpers/require-browser.ts'

const packaged: FoundBrowser = { name: 'packaged', executablePath: '/packaged', env: { LD_LIBRARY_PATH: '/lib' } }
const there = execPath // a file that is on every machine
const away = `${execPath}-not-there`

test.each<
  [what: string, installed: BrowserSearch['installed'], packaged: FoundBrowser | null, found: string | undefined]
>([
  [
    'the first that is installed',
    [
      ['Chrome', [away, there]],
      ['Edge', [there]],
    ],
    packaged,
    'Chrome',
  ],
  [
    'the next kind',
    [
      ['Chrome', [away]],
      ['Edge', [there]],
    ],
    packaged,
    'Edge',
  ],
  [
    'the packaged one',
    [
      ['Chrome', [away]],
      ['Edge', []],
    ],
    packaged,
    'packaged',
  ],
  ['none', [['Chrome', [away]]], null, undefined],
])('%s is found', (_what, installed, ofNpm, found) => {
  expect(findBrowser({ installed, packaged: () => ofNpm })?.name).toBe(found)
})

function listen(): string[] {
  const written: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  onTestFinished(() => void vi.restoreAllMocks())
  return written
}

const told =
  /^\[test\/browser\] no browser: looked for Chrome, Edge, Chromium .*@sparticuz\/chromium \d.*apt-get install chromium/

test('without a browser one line says what was sought and how to get one, and the tests skip', () => {
  const written = listen()
  expect(requireBrowser(() => null, '')).toBeNull()
  expect(written).toEqual([expect.stringMatching(told)])
  expect(written[0]).toMatch(/; the tests in a browser are skipped\n$/)
})

test('without a browser under CI=true the tests fail, with the same line', () => {
  expect(() => requireBrowser(() => null, 'true')).toThrow(told)
})

test.each(['', 'true'])('a browser is taken without a word, CI=%s', (ci) => {
  const written = listen()
  expect([requireBrowser(() => packaged, ci), written]).toEqual([packaged, []])
})
