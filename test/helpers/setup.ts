import { relative } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect } from 'vitest'
import { closeOpened } from './close-with-file.ts'

/** Properties see the same values in every run of `npm test`; `npm run properties` tries others. */
const seed = Number(process.env.PROPERTY_SEED ?? 20_261_201)

fc.configureGlobal({
  seed,
  reporter(details) {
    const report = fc.defaultReportMessage(details)
    if (report === undefined) return
    const file = relative(process.cwd(), expect.getState().testPath ?? '').replaceAll('\\', '/')
    const runs = process.env.PROPERTY_RUNS === undefined ? '' : ` --runs ${process.env.PROPERTY_RUNS}`
    throw new Error(`${report}\n\nAgain: npm run properties -- --seed ${seed}${runs} ${file}`)
  },
})

afterAll(closeOpened)
