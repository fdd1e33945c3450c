import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{packages,cloudfunctions,scripts,test,miniprogram}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    reporters: ['default', './test/counting-reporter.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
