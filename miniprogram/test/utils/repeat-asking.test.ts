import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { repeatAsking } from '../../utils/repeat-asking.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('asks with growing pauses, until it is stopped', async () => {
  const started = Date.now()
  const asked: number[] = []
  const asking = repeatAsking(async () => void asked.push(Date.now() - started))
  await vi.advanceTimersByTimeAsync(140_000)
  expect(asked).toEqual([3_500, 8_500, 16_500, 29_500, 49_500, 79_500, 109_500, 139_500])
  asking.stop()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(asked).toHaveLength(8)
  expect(vi.getTimerCount()).toBe(0)
})

test('never asks twice at a time, and not again when it was stopped in between', async () => {
  let asked = 0
  let answer = () => {}
  const asking = repeatAsking(() => {
    asked += 1
    return new Promise<void>((resolve) => {
      answer = resolve
    })
  })
  await vi.advanceTimersByTimeAsync(600_000)
  expect(asked).toBe(1)
  asking.stop()
  answer()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(asked).toBe(1)
})
