import type { Reporter, TestModule } from 'vitest/node'

/** What `npm test` leaves out; what takes longer still is `npm run test:long -- --list`. */
const leftOut = 'every single fault of every flow, 10,000 seeds, ten kills, two planted mistakes'

/** Prints the closing line that CI reads: `tests: N passed, N failed`. */
export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandledErrors: ReadonlyArray<unknown>): void {
    let passed = 0
    let skipped = 0
    let failed = unhandledErrors.length
    for (const module of modules) {
      if (module.errors().length > 0) failed += 1
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed += 1
        else if (state === 'skipped') skipped += 1
        else failed += 1
      }
    }
    process.stdout.write(`tests: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
    if (process.env.npm_lifecycle_event === 'test') process.stdout.write(`left to npm run test:all: ${leftOut}\n`)
  }
}
