import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '@stack/emulator-kit/cli'
import { root } from '../shared/paths.ts'

export type Secret = 'gateway' | 'certificate'

/** The manifest that the emulator and a deployment read: collections, functions, HTTP routes. */
export interface Manifest {
  functions: Record<string, { timeoutSeconds: number; secrets: Secret[] }>
}

export interface StagedFunctions {
  dir: string
  manifest: Manifest
  remove(): void
}

/**
 * Copies the built functions into a staging folder of this run and puts the certificate beside those that refund. The
 * build output itself never holds a secret; the folder goes when the run ends.
 */
export function stageFunctions(dir: string, certificate: { certFile: string; keyFile: string }): StagedFunctions {
  const built = join(root, 'dist', 'cloudfunctions')
  let manifest: Manifest
  try {
    manifest = JSON.parse(readFileSync(join(built, 'cloudbase.json'), 'utf8')) as Manifest
  } catch {
    throw new UsageError('[start] the cloud functions are not built. Run `npm run build` first.')
  }
  // A run that was killed left its folder.
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  cpSync(built, dir, { recursive: true })
  for (const [name, { secrets }] of Object.entries(manifest.functions)) {
    if (!secrets.includes('certificate')) continue
    cpSync(certificate.certFile, join(dir, name, 'apiclient_cert.pem'))
    cpSync(certificate.keyFile, join(dir, name, 'apiclient_key.pem'))
  }
  return { dir, manifest, remove: () => rmSync(dir, { recursive: true, force: true }) }
}
