import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** Folder that `npm start` keeps between runs: databases, certificate authorities, the clock. Not in git. */
export const localDir = join(root, '.local')
