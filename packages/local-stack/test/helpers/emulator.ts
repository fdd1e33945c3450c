import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CloudDatabase } from '@stack/cloud-function'
import { startEmulator } from 'cloudbase-emulator'
import { afterAll } from 'vitest'
import { openCloud } from '../../src/stack/open-cloud.ts'
import { readJson } from '../../src/testing.ts'

/** A database with the shop's collections, through the real SDK; it ends with the test file. */
export async function startDatabase(): Promise<CloudDatabase> {
  const dir = mkdtempSync(join(tmpdir(), 'stack-database-'))
  const { collections } = readJson('cloudfunctions/cloudbase.json')
  writeFileSync(join(dir, 'cloudbase.json'), JSON.stringify({ collections, functions: {}, http: {} }))
  const emulator = await startEmulator({ functionsDir: dir, dataDir: join(dir, 'data') })
  afterAll(async () => {
    await emulator.close()
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  })
  return openCloud(emulator.adminUrl)
}
