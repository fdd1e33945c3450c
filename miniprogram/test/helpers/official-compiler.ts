import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const folders: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'mac', win32: 'windows' }

export interface OfficialCompiler {
  /** Markup and WXS: what WeChat's compiler refuses, empty when nothing. */
  wcc(dir: string, files: string[]): string[]
  /** Style sheets. */
  wcsc(dir: string, files: string[]): string[]
  close(): void
}

/** Tencent publishes x64 binaries only; macOS and Windows run them on ARM, Linux does not. */
export const canRunOfficialCompiler = process.platform !== 'linux' || process.arch === 'x64'

/**
 * WeChat's own compilers of markup and style sheets, from the npm package `miniprogram-compiler`. The binaries are called
 * without its wrapper, which returns an Error where one would expect it to throw.
 *
 * @see https://www.npmjs.com/package/miniprogram-compiler
 */
export function openOfficialCompiler(): OfficialCompiler {
  const folder = folders[process.platform]
  if (folder === undefined) throw new Error(`[devtools-gate] wcc and wcsc are not made for ${process.platform}`)
  const home = dirname(createRequire(import.meta.url).resolve('miniprogram-compiler/package.json'))
  const temporary = mkdtempSync(join(tmpdir(), 'official-compiler-'))

  function run(name: string, dir: string, args: string[]): string[] {
    const { status, error, stderr } = spawnSync(programs[name] ?? name, args, { cwd: dir, maxBuffer: 64 * 1024 * 1024 })
    if (error !== undefined) throw new Error(`[devtools-gate] ${name} did not start: ${error.message}`)
    return status === 0 ? [] : [`${name}: ${stderr.toString().trim() || `ended with ${status}`}`]
  }

  /** A copy that may be executed: npm's tarball holds the Linux ones without the permission. */
  function executable(name: string): string {
    const file = process.platform === 'win32' ? `${name}.exe` : name
    const copy = join(temporary, file)
    copyFileSync(join(home, 'bin', folder ?? '', file), copy)
    chmodSync(copy, 0o755)
    return copy
  }

  const programs: Record<string, string> = { wcc: executable('wcc'), wcsc: executable('wcsc') }
  return {
    wcc: (dir, files) => run('wcc', dir, ['-d', '-cc', '0', ...files, '-gn', '$gwx']),
    wcsc: (dir, files) => run('wcsc', dir, ['-js', ...files]),
    close: () => rmSync(temporary, { recursive: true, force: true }),
  }
}
