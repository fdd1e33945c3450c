import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { BuildOptions, Plugin } from 'esbuild'

const { resolve } = createRequire(import.meta.url)

const sourceOf = (name: string): string => join(dirname(dirname(resolve(name))), 'src', 'index.ts')

/** The engine's packages publish their sources beside their bundles. */
const ENTRIES: Record<string, string> = {
  'glass-easel': sourceOf('glass-easel'),
  'glass-easel-miniprogram-adapter': sourceOf('glass-easel-miniprogram-adapter'),
}

/**
 * Switches that glass-easel's own rollup.config.ts sets in its sources for a build without warnings of development and for one kind
 * of backend, the one that runtime/backend.ts is; its published bundle is for every kind.
 */
const SWITCHES: Record<string, string> = {
  'ENV.DEV': 'false',
  'BM.DYNAMIC': 'false',
  'BM.SHADOW': 'false',
  'BM.COMPOSED': 'false',
  'BM.DOMLIKE': 'true',
}

/** The files import each other in circles: begun here, every class is there before another extends it. */
const BEGINNING = "import './shadow_root'"

/**
 * Returns one source file of the engine as this client needs it. A defect of the engine is mended here, by name and with
 * a test of its own.
 */
async function readSource(path: string): Promise<string> {
  const source = await readFile(path, 'utf8')
  const set = source.replace(/\b(?:ENV|BM)\.[A-Z]+\b/g, (name) => SWITCHES[name] ?? name)
  return path === ENTRIES['glass-easel'] ? `${BEGINNING}\n${set}` : set
}

const engineSources: Plugin = {
  name: 'engine-sources',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^glass-easel(-miniprogram-adapter)?$/ }, ({ path }) => ({ path: ENTRIES[path] ?? '' }))
    onLoad({ filter: /[\\/]glass-easel(-miniprogram-adapter)?[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      return { contents: await readSource(path), loader: 'ts' }
    })
  },
}

/** Options of esbuild for the browser's scripts: the engine's sources, set for this client. */
export const engineBuild = {
  bundle: true,
  write: false,
  format: 'iife',
  target: 'es2022',
  plugins: [engineSources],
  // As glass-easel's own compiler: fields without a value are types only.
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  // The engine's private names, but for the two that are on the same object as an app's own fields.
  mangleProps: /^_\$./,
  reserveProps: /^_\$export$/,
  logLevel: 'silent', // a failure is thrown with its message
} satisfies BuildOptions
