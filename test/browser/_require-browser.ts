import { type FoundBrowser, findBrowser } from './_find-browser.ts'

/**
 * The browser that the tests of a file run in. Without one null comes back and a line says so: the file skips.
 *
 * @throws Error under CI=true, where a browser has to be there.
 */
export function requireBrowser(): FoundBrowser | null {
  const found = findBrowser()
  if (found !== null) return found
  const message = '[test/browser] no Chrome, Edge or Chromium on this machine: install one'
  if (process.env.CI === 'true') throw new Error(message)
  process.stdout.write(`${message}; the tests in a browser are skipped\n`)
  return null
}
