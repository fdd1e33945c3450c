import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '@stack/local-stack'
import { build, type OutputFile } from 'esbuild'

const sourceDir = join(root, 'cloudfunctions')
const outDir = join(root, 'dist', 'cloudfunctions')
// Beside the upload, not in it: maps hold the whole source.
const mapDir = join(root, 'dist', 'source-maps')

/** For a function without a timer and without a permission. */
const plainConfig = `${JSON.stringify({ permissions: { openapi: [] }, triggers: [] })}\n`

const common = {
  bundle: true,
  platform: 'node',
  // The oldest runtime that CloudBase still offers.
  target: 'node16',
  format: 'cjs',
  sourcemap: 'external',
  write: false,
  logLevel: 'warning',
} as const

function writeOutput(functionDirs: string[], file: OutputFile): void {
  const isMap = file.path.endsWith('.map')
  for (const dir of functionDirs) {
    const target = join(isMap ? mapDir : outDir, dir, basename(file.path))
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, file.contents)
  }
}

async function buildEdges(names: string[]): Promise<void> {
  const { outputFiles } = await build({
    ...common,
    entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, join(sourceDir, name, 'main.ts')])),
    outdir: outDir,
    // Loaded on first use, from beside index.js: see cloud-function's platform/load-sdk.ts.
    external: ['./sdk.js'],
  })
  for (const file of outputFiles) writeOutput([basename(dirname(file.path))], file)
}

/** wx-server-sdk as it is, in one file; the same for every function. */
async function buildSdk(names: string[]): Promise<void> {
  const { outputFiles } = await build({
    ...common,
    sourcemap: false,
    stdin: {
      contents: "module.exports = require('wx-server-sdk')",
      resolveDir: join(root, 'packages', 'cloud-function'),
    },
    outfile: join(outDir, 'sdk.js'),
  })
  for (const file of outputFiles) writeOutput(names, file)
}

/** Builds every function as it is uploaded: index.js, sdk.js, package.json without a "type", config.json. */
export async function buildFunctions(): Promise<string[]> {
  const names = readdirSync(sourceDir).filter((name) => existsSync(join(sourceDir, name, 'main.ts')))
  rmSync(outDir, { recursive: true, force: true })
  rmSync(mapDir, { recursive: true, force: true })
  await Promise.all([buildEdges(names), buildSdk(names)])
  for (const name of names) {
    const config = join(sourceDir, name, 'config.json')
    if (existsSync(config)) cpSync(config, join(outDir, name, 'config.json'))
    else writeFileSync(join(outDir, name, 'config.json'), plainConfig)
    const manifest = { name, version: '0.1.0', private: true, main: 'index.js' }
    writeFileSync(join(outDir, name, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  }
  cpSync(join(sourceDir, 'cloudbase.json'), join(outDir, 'cloudbase.json'))
  return names
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = await buildFunctions()
  process.stdout.write(`[build-functions] ${names.length} functions in dist/cloudfunctions\n`)
}
