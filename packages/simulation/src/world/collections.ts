import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { DatabaseOptions } from 'cloudbase-emulator'

const manifest = createRequire(import.meta.url).resolve('@stack/cloudfunctions/cloudbase.json')

/** The collections of the shop, as the cloud has them. */
export const { collections } = JSON.parse(readFileSync(manifest, 'utf8')) as Pick<DatabaseOptions, 'collections'>
