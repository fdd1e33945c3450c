import { limits } from '@stack/order'
import { expect, test } from 'vitest'
import { type ComposedReason, composeReason, reasonLength } from '../../utils/refund-reason.ts'

test('the longest reason is the one that the shop takes', () => {
  expect(reasonLength).toBe(limits.reasonLength)
})

test.each<[Parameters<typeof composeReason>[0], string, ComposedReason]>([
  ['', '', { ok: false, problem: 'nothing_chosen' }],
  ['', '太大了', { ok: false, problem: 'nothing_chosen' }],
  ['不想要了', '', { ok: true, reason: '不想要了' }],
  ['拍错了', ' 颜色\n不对 ', { ok: true, reason: '拍错了：颜色 不对' }],
  ['其他', '朋友已经买了', { ok: true, reason: '朋友已经买了' }],
  ['其他', ' \n\t', { ok: false, problem: 'not_said' }],
  // A control character and half an emoji cannot stand in a payment message.
  ['其他', '碎\u0007了\ud83d', { ok: true, reason: '碎 了' }],
  ['其他', '长'.repeat(80), { ok: true, reason: '长'.repeat(80) }],
  ['其他', '长'.repeat(81), { ok: false, problem: 'too_long' }],
  ['商品有问题', '长'.repeat(74), { ok: true, reason: `商品有问题：${'长'.repeat(74)}` }],
  ['商品有问题', '长'.repeat(75), { ok: false, problem: 'too_long' }],
])('composeReason(%j, %j)', (preset, written, composed) => {
  expect(composeReason(preset, written)).toEqual(composed)
})
