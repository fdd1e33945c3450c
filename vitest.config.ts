import { defineConfig } from 'vitest/config'

const browserTests = 'test/browser/**/*.test.ts'

/**
 * The other files run in as many processes as there are cores, each after the other in the same modules: loading those
 * anew takes half of a run. What a file changes it puts back; one that cannot has a process of its own and stands here.
 */
const aloneTests = [
  // Put virtual time under their whole process, and whatever else were at work in it.
  'scripts/test/simulate/{defences,faults,flows}.test.ts',
  // Puts a module of its own in the place of another.
  'packages/function-kit/test/define-call.test.ts',
  // The template compiler writes in the same order only in the first builds of a process.
  'packages/miniprogram-browser/test/compile-app.test.ts',
  // These measure their own process.
  'test/forged/cpu-time.test.ts',
  'cloudfunctions/reconcile/test/long-bill.test.ts',
]

/** These only wait for processes of low priority, which take what the browser leaves of the cores. */
const simulationTests = ['scripts/test/simulation.test.ts', 'scripts/test/simulate/placed-faults.test.ts']

/** After the others, these at once. */
const last = { maxWorkers: 3, sequence: { groupOrder: 1 } }

export default defineConfig({
  test: {
    setupFiles: './test/_setup.ts',
    reporters: ['default', './test/counting-reporter.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Vitest leaves a core idle by default: half of a machine with two.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['{packages,cloudfunctions,scripts,test,miniprogram}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', browserTests, ...aloneTests, ...simulationTests],
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'alone', include: aloneTests },
      },
      {
        extends: true,
        // A browser takes more than a core by itself.
        test: { name: 'browser', include: [browserTests], testTimeout: 60_000, ...last },
      },
      {
        extends: true,
        test: { name: 'simulation', include: simulationTests, ...last },
      },
    ],
  },
})
