import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from '@stack/local-stack'

export interface FoundBrowser {
  name: string
  executablePath: string
  env: Record<string, string>
}

/** A kind of browser and the places where its installers put it. */
export type Installed = [name: string, paths: string[]]

/** Where browsers are sought. */
export interface BrowserSearch {
  /** In the order in which they are taken. */
  installed: Installed[]
  /** The last resort; null when it cannot run here. */
  packaged: () => FoundBrowser | null
}

const programFolders = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? [])
const inPrograms = (...path: string[]) => programFolders.map((folder) => join(folder, ...path))

/** Where browsers are installed. */
const installed: Installed[] = [
  [
    'Chrome',
    [
      '/usr/bin/google-chrome',
      '/usr/bin/google-chrome-stable',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      ...inPrograms('Google', 'Chrome', 'Application', 'chrome.exe'),
    ],
  ],
  [
    'Edge',
    [
      '/usr/bin/microsoft-edge',
      '/usr/bin/microsoft-edge-stable',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      ...inPrograms('Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ],
  ],
  ['Chromium', ['/usr/bin/chromium', '/usr/bin/chromium-browser']],
]

/** The version pinned in the lock file. */
const { version } = createRequire(import.meta.url)('../../node_modules/@sparticuz/chromium/package.json') as {
  version: string
}

const unpack = `
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x' // has the package unpack its shared libraries too
  const { default: chromium } = await import(process.argv[1])
  await chromium.executablePath()
`

/** Unpacks the browser that comes as an npm package, once per clone. It looks at TMPDIR only when it is loaded: a process of its own. */
function unpackPackaged(): string {
  const folder = join(root, '.local', 'browser')
  const target = join(folder, version)
  if (existsSync(target)) return target
  mkdirSync(folder, { recursive: true })
  const started = mkdtempSync(join(folder, 'unpacking-'))
  const entry = new URL('../../node_modules/@sparticuz/chromium/build/esm/index.js', import.meta.url).href
  execFileSync(process.execPath, ['--input-type=module', '--eval', unpack, entry], {
    env: { ...process.env, TMPDIR: started },
  })
  try {
    renameSync(started, target)
  } catch (error) {
    rmSync(started, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
  return target
}

function starts(executablePath: string, env: Record<string, string>): boolean {
  try {
    execFileSync(executablePath, ['--version'], { env: { ...process.env, ...env }, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function findPackaged(): FoundBrowser | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const folder = unpackPackaged()
  const executablePath = join(folder, 'chromium')
  // The system's own libraries first; where it has none, those of the package.
  const environments = [{}, { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }]
  const env = environments.find((candidate) => starts(executablePath, candidate))
  return env === undefined ? null : { name: `@sparticuz/chromium ${version}`, executablePath, env }
}

const thisMachine: BrowserSearch = { installed, packaged: findPackaged }

/** A Chromium of this machine: Chrome, Edge or Chromium as installed, else the one that came with npm (Linux); null when there is none. */
export function findBrowser({ installed, packaged }: BrowserSearch = thisMachine): FoundBrowser | null {
  for (const [name, paths] of installed) {
    const executablePath = paths.find((path) => existsSync(path))
    if (executablePath !== undefined) return { name, executablePath, env: {} }
  }
  return packaged()
}

/** What was sought, and how to come by one: one line for whoever has none. */
export const noBrowser = [
  `no browser: looked for ${installed.map(([name]) => name).join(', ')} where installers put them,`,
  `and for @sparticuz/chromium ${version} of node_modules, which runs on Linux x64 with glibc and 200 MB free in .local/browser.`,
  'Install Chrome or Edge, or apt-get install chromium',
].join(' ')
