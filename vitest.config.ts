import { defineConfig } from 'vitest/config'

const browserTests = 'test/browser/**/*.test.ts'

export default defineConfig({
  test: {
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
          exclude: ['**/node_modules/**', '**/dist/**', browserTests],
        },
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
