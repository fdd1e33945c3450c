import { expect, test } from 'vitest'
import { once } from '../../src/platform/once.ts'

test('what was made is kept, undefined too', () => {
  let made = 0
  const get = once(() => {
    made += 1
    return undefined
  })
  get()
  get()
  expect(made).toBe(1)
})

test('a failure is not kept', () => {
  let tries = 0
  const get = once(() => {
    tries += 1
    if (tries === 1) throw new Error('not yet')
    return tries
  })
  expect(get).toThrow('not yet')
  expect([get(), get()]).toStrictEqual([2, 2])
})
