import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withContext } from '../../src/errors/with-context.ts'
import { errorCodes, isWxPayError, WxPayError } from '../../src/index.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

test('README.md lists every code with its kind and meaning', () => {
  const listed = [...readme.matchAll(/^\| `([A-Z0-9_]+)` *\| (\w+) *\| (.+?) *\|$/gm)].map(
    ([, code, kind, meaning]) => [code, kind, meaning],
  )
  expect(listed).toStrictEqual(Object.entries(errorCodes).map(([code, { kind, meaning }]) => [code, kind, meaning]))
})

test('what was not sent, or is our own mistake, has a known outcome; what cannot be believed has not', () => {
  const outcomes = Object.values(errorCodes).map(({ kind, outcome }) => `${kind} ${outcome}`)
  expect([...new Set(outcomes)].sort()).toStrictEqual([
    'business known',
    'business unknown',
    'config known',
    'deadline known',
    'input known',
    'network known',
    'network unknown',
    'protocol unknown',
    'signature unknown',
    'timeout known',
    'timeout unknown',
  ])
})

test('WxPayError', () => {
  const cause = new Error('inner')
  const error = new WxPayError('NOTENOUGH', 'no money', { cause, raw: 'x'.repeat(5000), retryable: true })
  expect(error).toMatchObject({
    name: 'WxPayError',
    kind: 'business',
    code: 'NOTENOUGH',
    message: '[wxpay-core] no money',
    retryable: true,
    outcome: 'known',
    cause,
  })
  expect(error.raw).toHaveLength(4096)
  expect(Object.keys(error)).not.toContain('raw')
  expect(withContext(error, { outcome: 'unknown', raw: 'other' })).toMatchObject({
    message: '[wxpay-core] no money',
    outcome: 'unknown',
    retryable: true,
    raw: error.raw,
    cause,
  })
})

test('isWxPayError', () => {
  const error = new WxPayError('ORDERPAID', 'paid')
  expect(isWxPayError(error)).toBe(true)
  expect(isWxPayError(error, 'ORDERCLOSED', 'ORDERPAID')).toBe(true)
  expect(isWxPayError(error, 'ORDERCLOSED')).toBe(false)
  expect(isWxPayError(new Error('paid'))).toBe(false)
  expect(isWxPayError(undefined)).toBe(false)
})
