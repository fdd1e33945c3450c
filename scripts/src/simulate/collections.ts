import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseOptions } from 'cloudbase-emulator'
import { root } from '../paths.ts'

/** The collections of the shop, as the cloud has them. */
export const { collections } = JSON.parse(readFileSync(join(root, 'cloudfunctions', 'cloudbase.json'), 'utf8')) as Pick<
  DatabaseOptions,
  'collections'
>
