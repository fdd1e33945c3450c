import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bundleClient } from '../../src/serve/bundle-client.ts'

test('what a phone loads of this package stays under 90 kB, compressed', async () => {
  const phone = (await bundleClient()).get('phone.js') ?? new Uint8Array()
  expect(phone.length).toBeGreaterThan(100_000)
  expect(gzipSync(phone).length).toBeLessThan(90_000)
})
