import { expect, test } from 'vitest'
import { createTimeline } from '../../src/kernel/timeline.ts'

const tick = () => new Promise<void>((resolve) => void process.nextTick(resolve))

async function promises(): Promise<void> {
  for (let step = 0; step < 50; step += 1) await undefined
}

const followUps: [what: string, happen: () => Promise<void>][] = [
  ['a chain of promises', promises],
  ['a tick', tick],
  ['promises after a tick after promises', () => promises().then(tick).then(promises)],
]

test.each(followUps)('what follows from an event by %s is over before the next one', async (_what, happen) => {
  const timeline = createTimeline(0)
  const seen: string[] = []
  timeline.after(1, () => void happen().then(() => seen.push('followed')))
  timeline.after(2, () => void seen.push('next event'))
  await timeline.run(() => false)
  expect(seen).toStrictEqual(['followed', 'next event'])
})

test('nothing more happens once it is over', async () => {
  const timeline = createTimeline(0)
  const seen: number[] = []
  for (const at of [1, 2, 3]) timeline.after(at, () => void seen.push(at))
  await timeline.run(() => seen.length === 2)
  expect(seen).toStrictEqual([1, 2])
})
