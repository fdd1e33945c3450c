import { expect, test } from 'vitest'
import { listMerchants, setMerchant } from '../../src/data/merchant-list.ts'
import { users } from '../../src/stack/users.ts'
import { startDatabase } from '../helpers/emulator.ts'

const db = await startDatabase()

test('nobody is a merchant at first', async () => {
  expect(await listMerchants(db)).toStrictEqual([])
})

test('add, add again, list, remove, remove again', async () => {
  const { merchant, buyerA } = users
  expect(await setMerchant(db, merchant, true)).toBe(true)
  expect(await setMerchant(db, merchant, true)).toBe(false)
  expect(await setMerchant(db, buyerA, true)).toBe(true)
  expect(await listMerchants(db)).toStrictEqual([buyerA, merchant])
  expect(await setMerchant(db, buyerA, false)).toBe(true)
  expect(await setMerchant(db, buyerA, false)).toBe(false)
  expect(await listMerchants(db)).toStrictEqual([merchant])
})

test.each([
  [''],
  ['oShort'],
  ['xLocalMerchant_0000000000003'],
  ['oLocalMerchant_00000000000034'],
  ['oLocalMerchant_000000000000/'],
  ['13800138000'],
])('%j is no openid', async (openid) => {
  await expect(setMerchant(db, openid, true)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(/^\[merchants\] .* is no openid: 28 characters, beginning with o\./),
  })
})
