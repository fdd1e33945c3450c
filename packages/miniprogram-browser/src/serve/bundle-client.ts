import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { engineBuild } from '@stack/miniprogram-runtime'
import { build } from 'esbuild'

const CLIENT_DIR = join(import.meta.dirname, '..', '..', 'client')
const ENTRIES = {
  shell: 'shell/main.ts',
  'shell-style': 'shell/workbench.css',
  phone: 'phone/main.ts',
  'phone-style': 'phone/phone.css',
}
const PAGES = { workbench: 'shell/workbench.html', phone: 'phone/phone.html' }

/** Both pages and what they load, by name: `workbench.html`, `phone.html`, `shell.js`, `phone.js`, … */
export type ClientFiles = Map<string, Uint8Array>

/**
 * Bundles the workbench and the phone for the browser, minified.
 * @throws Error when the sources do not bundle
 */
export async function bundleClient(): Promise<ClientFiles> {
  const { outputFiles } = await build({
    entryPoints: Object.entries(ENTRIES).map(([out, file]) => ({ in: join(CLIENT_DIR, file), out })),
    ...engineBuild,
    outdir: 'client',
    minify: true,
  })
  const files: ClientFiles = new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]))
  for (const [name, file] of Object.entries(PAGES)) files.set(`${name}.html`, await readFile(join(CLIENT_DIR, file)))
  return files
}
