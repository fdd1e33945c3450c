import { defineConfig } from 'vitest/config'

const browserTests = 'test/browser/**/*.test.ts'

/**
 * The other files run in as many processes as there are cores, each after the other in the same modules: loading those
 * anew takes half of a run. What a file changes it puts back; one that cannot has a process of its own and stands here.
 */
const aloneTests = [
  // Put virtual time under their whole process, and whatever else were at work in it.
  'scripts/test/simulation.test.ts',
  'scripts/test/simulate/{defences,faults,flows,placed-faults}.test.ts',
  // Puts a module of its own in the place of another.
  'packages/function-kit/test/define-call.test.ts',
  // The template compiler writes in the same order only in the first builds of a process.
  'packages/miniprogram-browser/test/compile-app.test.ts',
  // These measure their own process.
  'test/forged/cpu-time.test.ts',
  'cloudfunctions/reconcile/test/long-bill.test.ts',
]

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
          exclude: ['**/node_modules/**', '**/dist/**', browserTests, ...aloneTests],
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'alone', include: aloneTests },
      },
      {
        extends: true,
        // A browser takes two cores by itself: after the others, one file at a time.
        test: {
          name: 'browser',
          include: [browserTests],
          fileParallelism: false,
          testTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
