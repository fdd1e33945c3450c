import { runKills } from '@stack/tools/crash-test'
import { expect, test } from 'vitest'

// The long run is `npm run test:long -- kills`; its evidence lies in docs/evidence/kills.md.

test('ten kills while people buy: nothing that anybody was told is lost, both sides agree in the end', {
  timeout: 300_000,
}, async () => {
  const report = await runKills({ seed: 1, kills: 10, mostMoments: 12 })
  expect(report.kills).toEqual({ function: 4, emulator: 3, simulator: 3 })
  // Neither did it all go by without harm, nor was nothing done.
  expect(report.unanswered).toBeGreaterThan(0)
  expect(report.payments).toBeGreaterThan(0)
  expect(report.audits).toBeGreaterThan(2)
  expect(report.deliveries).toBeGreaterThanOrEqual(report.notifications)
})
