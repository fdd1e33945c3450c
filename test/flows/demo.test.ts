import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { root } from '@stack/local-stack'
import { expect, test } from 'vitest'

test('npm run demo tells the whole story and ends with equal sums', { timeout: 60_000 }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', 'tools/demo/main.ts'], {
    cwd: root,
  })
  const headlines = stdout.split('\n').filter((line) => /^ ?\d+\. /.test(line))
  expect(headlines).toHaveLength(13)
  expect(stdout).toContain('result_code=SUCCESS refund_id=')
  expect(stdout).toContain('equal            3 lines')
  expect(stdout).not.toMatch(/oLocalBuyerA_\d/)
})
