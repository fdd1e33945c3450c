import type { FunctionName, RefusalOf } from '@stack/contract'
import { expect, expectTypeOf, test } from 'vitest'
import { type Refusal, refusals, refusalText } from '../../services/refusals.ts'

test('every refusal of every function needs a sentence to compile', () => {
  expectTypeOf<RefusalOf<FunctionName>>().toExtend<keyof typeof refusals>()
  expectTypeOf<Omit<typeof refusals, 'out_of_stock'>>().not.toExtend<Record<Refusal, unknown>>()
  expect(refusalText('out_of_stock')).toBe('商品库存不足，请减少数量或选择其他商品')
})

test.each(Object.entries(refusals))('%s is told in Chinese, without codes, in one breath', (_refused, { text }) => {
  expect(text).toMatch(/^[\p{Script=Han}，0-9 ]{4,28}$/u)
})

test('two refusals never share a sentence', () => {
  const texts = Object.values(refusals).map(({ text }) => text)
  expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([])
})

test('a refusal that this version does not know has a sentence too', () => {
  expect(refusalText('quota_exceeded' as Refusal)).toBe('暂时无法完成，请更新小程序后重试')
})
