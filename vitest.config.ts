import { defineConfig } from 'vitest/config'

const allTests = '{packages,cloudfunctions,scripts,tools,test,miniprogram}/**/*.test.ts'
const browserTests = 'test/browser/**/*.test.ts'

/** Tests of `npm run test:all` that `npm test` leaves out. */
const slowTests = '**/*.slow.test.ts'

/**
 * The other files run in as many processes as there are cores, each after the other in the same modules: loading those
 * anew takes half of a run. What a file changes it puts back; one that cannot has a process of its own and stands here.
 */
const aloneTests = [
  // Put virtual time under their whole process, and whatever else were at work in it.
  'packages/simulation/test/*/{safeguards,faults,flows,main-flows,placed-faults,run-seed}.test.ts',
  // Puts a module of its own in the place of another.
  'packages/cloud-function/test/define/define-call.test.ts',
  // The template compiler writes in the same order only in the first builds of a process.
  'packages/miniprogram-compiler/test/compile-app.test.ts',
  // Measures its own process.
  'cloudfunctions/reconcile/long-bill.test.ts',
]

/** Measures CPU time: before all others. */
const measuringTests = ['test/security/forged/cpu-time.test.ts']

/** Take every core by themselves. */
const simulationTests = ['packages/simulation/test/simulation.test.ts']

export default defineConfig({
  test: {
    setupFiles: './test/helpers/setup.ts',
    reporters: ['default', './test/helpers/counting-reporter.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Vitest leaves a core idle by default: half of a machine with two.
    maxWorkers: '100%',
    sequence: { groupOrder: 1 },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: [allTests],
          exclude: [
            '**/node_modules/**',
            '**/dist/**',
            browserTests,
            slowTests,
            ...measuringTests,
            ...aloneTests,
            ...simulationTests,
          ],
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'measured', include: measuringTests, sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: { name: 'alone', include: aloneTests },
      },
      {
        extends: true,
        // A browser takes more than a core by itself.
        test: { name: 'browser', include: [browserTests], testTimeout: 60_000, sequence: { groupOrder: 2 } },
      },
      {
        extends: true,
        test: { name: 'simulation', include: simulationTests, sequence: { groupOrder: 3 } },
      },
      {
        extends: true,
        // One file at a time: each starts processes on every core.
        test: { name: 'slow', include: [slowTests], fileParallelism: false, sequence: { groupOrder: 4 } },
      },
    ],
  },
})
