import { buyer, memoryServices, merchant, noon } from '@stack/shop/testing'
import { expect, test } from 'vitest'
import { getProfile } from './get-profile.ts'

const services = memoryServices({ now: noon, merchants: [merchant] })

test.each([
  [buyer, false],
  [merchant, true],
])('%s: a merchant? %s', async (openid, isMerchant) => {
  const call = { openid, clientIp: '203.0.113.7', deadline: noon + 8_000, data: {} }
  expect(await getProfile(services, call)).toStrictEqual({ ok: true, openid, isMerchant })
})
