import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '@stack/local-stack'
import { build } from 'esbuild'

interface Manifest {
  version: string
  main?: string
  /** The folder made for mini programs, if the package was. */
  miniprogram?: string
  dependencies?: Record<string, string>
}

interface Package {
  name: string
  dir: string
  manifest: Manifest
}

function readManifest(dir: string): Manifest {
  const file = join(dir, 'package.json')
  if (!existsSync(file)) throw new Error(`[build-miniprogram-npm] ${file} is missing; cure: pnpm install`)
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest
}

/** An npm package that knows nothing of mini programs becomes one CommonJS file, required by its bare name. */
async function bundle({ name, dir, manifest }: Package, outDir: string): Promise<void> {
  await build({
    entryPoints: [join(dir, manifest.main ?? 'index.js')],
    outfile: join(outDir, name, 'index.js'),
    bundle: true,
    platform: 'neutral',
    mainFields: ['main'],
    format: 'cjs',
    target: 'es2018',
    logLevel: 'warning',
  })
}

async function place(found: Package, outDir: string): Promise<void> {
  const { name, dir, manifest } = found
  if (manifest.miniprogram === undefined) return bundle(found, outDir)
  cpSync(join(dir, manifest.miniprogram), join(outDir, name), { recursive: true, dereference: true })
}

/**
 * Writes `miniprogram_npm` as 构建 npm of DevTools does: every dependency of the mini program's package.json, its
 * `miniprogram` folder whole or else its main file as `index.js`. Does nothing while the versions are the same.
 *
 * @returns the packages written, as name@version; empty when the folder was up to date.
 * @throws Error when a dependency is not installed.
 * @see https://developers.weixin.qq.com/miniprogram/dev/devtools/npm.html
 */
export async function buildMiniprogramNpm({
  from = join(root, 'miniprogram'),
  outDir = join(from, 'miniprogram_npm'),
} = {}): Promise<string[]> {
  const packages = Object.keys(readManifest(from).dependencies ?? {}).map((name): Package => {
    const dir = join(from, 'node_modules', name)
    return { name, dir, manifest: readManifest(dir) }
  })
  const versions = packages.map(({ name, manifest }) => `${name}@${manifest.version}`)
  // Written last and inside the folder: a build that was killed, or 构建 npm itself, leaves none.
  const stamp = join(outDir, '.built-from.json')
  const content = `${JSON.stringify(versions, null, 2)}\n`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === content) return []
  rmSync(outDir, { recursive: true, force: true })
  mkdirSync(outDir, { recursive: true })
  await Promise.all(packages.map((found) => place(found, outDir)))
  writeFileSync(stamp, content)
  return versions
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const written = await buildMiniprogramNpm()
  const said = written.length === 0 ? 'up to date' : written.join(', ')
  process.stdout.write(`[build-miniprogram-npm] miniprogram/miniprogram_npm: ${said}\n`)
}
