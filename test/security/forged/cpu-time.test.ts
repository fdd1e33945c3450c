import { afterAll, expect, test } from 'vitest'
import { heavyBodies, medianCpuMs, slowness, tooLargeBodies } from './cpu-time.ts'
import { closeShops, read } from './shops.ts'

afterAll(closeShops)

// On a machine as fast as usual; the plain figures are in docs/evidence/forged.md.
const limitMs = 2
const doors = ['pay', 'refund'] as const

test.each(heavyBodies)('64 KB of %s', (_name, door, body) => {
  expect(Buffer.byteLength(body)).toBeGreaterThan(60_000)
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(64 * 1024)
  expect(medianCpuMs(door, body) / slowness()).toBeLessThan(limitMs)
})

test.each(tooLargeBodies)('%s: refused for its size, before it is read', (_name, body) => {
  for (const door of doors) {
    const detail = expect.stringContaining('64 KB is the limit')
    expect(read(door, body, 'HMAC-SHA256')).toMatchObject({ ok: false, refused: 'bad_xml', detail })
    expect(medianCpuMs(door, body) / slowness()).toBeLessThan(limitMs)
  }
})
