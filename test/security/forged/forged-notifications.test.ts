import { afterAll, describe, expect, test } from 'vitest'
import { forged } from './corpus.ts'
import type { Door } from './corpus-entry.ts'
import { closeShops, handle, read } from './shops.ts'
import { shop } from './sign.ts'
import { validPayments, validRefunds } from './valid.ts'

afterAll(closeShops)

/** What the log may hold of one refused body: enough to find the cause, nothing of the key, a buyer or a flood. */
const detailMaxChars = 300

describe.each<[door: Door]>([['pay'], ['refund']])('forged notifications: %s', (door) => {
  const ofDoor = forged.filter((one) => one.door === door)
  test.each(ofDoor.map((one) => [`${one.kind}: ${one.name}`, one] as const))('%s', async (_name, one) => {
    const result = read(door, one.body, one.signType)
    expect(result).toMatchObject({ ok: false, refused: one.refused, detail: expect.stringContaining(one.says) })
    // Money that WeChat signed for is kept for a person though it cannot be read; nothing else gets near the order records.
    const isMoney = 'signedPayment' in result && result.signedPayment !== undefined
    const { done, kept, logged } = await handle(door, one.body.toString(), one.signType, isMoney ? 'empty' : 'locked')
    expect([done, kept]).toEqual(isMoney ? [true, ['payment-unreadable']] : [false, []])
    expect(logged[0]).toMatchObject({ level: 'warn', fields: { refused: expect.any(String) } })
    expect(logged.length).toBe(isMoney ? 2 : 1)
    for (const text of [JSON.stringify(result), JSON.stringify(logged)]) expect(text).not.toContain(shop.apiKey)
    const { detail } = result as { detail: string }
    for (const text of [detail, ...logged.map(({ fields = {} }) => JSON.stringify(fields))]) {
      expect(text.length).toBeLessThan(detailMaxChars)
    }
  })
})

test('only what the key signed and only payments are ever kept', () => {
  const kept = forged.filter(({ door, body, signType }) => {
    const result = read(door, body, signType)
    return 'signedPayment' in result && result.signedPayment !== undefined
  })
  expect([...new Set(kept.map(({ door, kind }) => `${door} ${kind}`))]).toEqual(['pay C'])
  expect(kept.length).toBeGreaterThan(20)
})

test('the corpus is as large as it has to be, and no body stands in it twice', () => {
  expect(forged.length).toBeGreaterThanOrEqual(150)
  for (const door of ['pay', 'refund']) {
    const kinds = forged.filter((one) => one.door === door).map(({ kind }) => kind)
    expect([...new Set(kinds)].sort()).toEqual(['A', 'B', 'C', 'D'])
  }
  const names = forged.map(({ door, kind, why, name }) => `${door} ${kind} ${why}: ${name}`)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  const bodies = forged.map(({ door, body, signType }) => `${door} ${signType} ${Buffer.from(body).toString('latin1')}`)
  expect(names.filter((_name, at) => bodies.indexOf(bodies[at] ?? '') !== at)).toEqual([])
})

describe('genuine payment notifications', () => {
  test.each(validPayments.map((one) => [one.name, one] as const))('%s', async (_name, { body, facts, signType }) => {
    expect(read('pay', body, signType)).toStrictEqual({ ok: true, payment: facts })
    const { done, touched, logged } = await handle('pay', body.toString(), signType, 'empty')
    expect([done, touched]).toEqual([true, [facts.outTradeNo]])
    expect(logged.filter(({ fields }) => fields?.couponNote !== undefined)).toHaveLength(facts.couponNote ? 1 : 0)
    await expect(handle('pay', body.toString(), signType, 'locked')).rejects.toThrow('the order records were touched')
  })
})

describe('genuine refund notifications', () => {
  test.each(validRefunds.map((one) => [one.name, one] as const))('%s', async (_name, { body, facts, signType }) => {
    expect(read('refund', body, signType)).toStrictEqual({ ok: true, refund: facts })
    const { done, touched } = await handle('refund', body.toString(), signType, 'empty')
    expect([done, touched]).toEqual([true, [facts.outTradeNo]])
    await expect(handle('refund', body.toString(), signType, 'locked')).rejects.toThrow(
      'the order records were touched',
    )
  })
})
