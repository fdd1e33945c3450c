import { type FoundBrowser, findBrowser, noBrowser } from './find-browser.ts'

/**
 * The browser that the tests of a file run in. Without one null comes back and a line says so: the file skips.
 *
 * @throws Error under CI=true, where a browser has to be there.
 */
export function requireBrowser(find = findBrowser, ci = process.env.CI): FoundBrowser | null {
  const found = find()
  if (found !== null) return found
  if (ci === 'true') throw new Error(`[test/browser] ${noBrowser}`)
  process.stdout.write(`[test/browser] ${noBrowser}; the tests in a browser are skipped\n`)
  return null
}
