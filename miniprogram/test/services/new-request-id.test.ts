import { expect, test } from 'vitest'
import { newRequestId } from '../../services/new-request-id.ts'

type Random = NonNullable<Parameters<typeof newRequestId>[0]>

function randomOf(bytes: number[]): Random {
  const getRandomValues = async ({ length }: { length: number }) => ({
    randomValues: Uint8Array.from(bytes.slice(0, length)).buffer,
    errMsg: 'getRandomValues:ok',
  })
  return { getRandomValues: getRandomValues as unknown as Random['getRandomValues'] }
}

test('newRequestId writes 16 random bytes as 32 hex digits', async () => {
  const bytes = [0x00, 0x0f, 0xf0, 0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]
  expect(await newRequestId(randomOf(bytes))).toBe('000ff0ff0102030405060708090a0b0c')
})

test('newRequestId fails when the phone gives no random bytes', async () => {
  const failing = { getRandomValues: () => Promise.reject({ errMsg: 'getRandomValues:fail' }) } as unknown as Random
  await expect(newRequestId(failing)).rejects.toEqual({ errMsg: 'getRandomValues:fail' })
})
