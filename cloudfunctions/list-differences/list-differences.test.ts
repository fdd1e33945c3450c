import type { FoundDifference } from '@stack/shop'
import { buyer, memoryServices, merchant, noon } from '@stack/shop/testing'
import { beforeEach, expect, test } from 'vitest'
import { type ListDifferences, listDifferences } from './list-differences.ts'

const found: FoundDifference = {
  ...{ kind: 'payment-amount', billDate: '2026-01-15', outTradeNo: 'WM0SAMPLE1', refundId: null },
  ...{ transactionId: '42000001', hereFen: 4460, thereFen: 4459, isRepairable: true },
}
let services: ReturnType<typeof memoryServices>
beforeEach(async () => {
  services = memoryServices({ now: noon, merchants: [merchant] })
  await services.store.differences.keep(found, noon)
  await services.store.differences.keep({ ...found, kind: 'fee', isRepairable: false }, noon + 1)
  await services.store.differences.keep({ ...found, transactionId: '42000002' }, noon + 2)
  await services.store.differences.resolve('payment-amount-42000001', {
    ...{ resolvedAt: noon + 3, resolvedBy: merchant, resolution: 'repaired', note: null },
  })
})

const call = (data: Partial<ListDifferences> = {}, openid = merchant) =>
  listDifferences(services, {
    ...{ openid, clientIp: '203.0.113.7', deadline: noon + 8_000 },
    data: { state: undefined, differenceId: undefined, after: undefined, limit: 20, ...data },
  })
const idsOf = (answer: Awaited<ReturnType<typeof call>>) =>
  answer.ok ? [...answer.differences.map(({ differenceId }) => differenceId), answer.next] : []

const [first, fee, last] = ['payment-amount-42000001', 'fee-42000001', 'payment-amount-42000002']
test.each<[data: Partial<ListDifferences>, ids: (string | undefined | null)[]]>([
  [{}, [last, fee, first, null]],
  [{ state: 'open' }, [last, fee, null]],
  [{ state: 'resolved' }, [first, null]],
  [{ limit: 2 }, [last, fee, `${noon + 1}_${fee}`]],
  [{ limit: 2, after: `${noon + 1}_${fee}` }, [first, null]],
  [{ differenceId: first }, [first, null]],
  [{ differenceId: 'fee-42' }, [null]],
])('%j: the newest first', async (data, ids) => {
  expect(idsOf(await call(data))).toStrictEqual(ids)
})

test('what a merchant sees of one', async () => {
  const view = { billDate: '2026-01-15', outTradeNo: 'WM0SAMPLE1', refundId: null, transactionId: '42000001' }
  expect(await call({ differenceId: first })).toStrictEqual({
    ok: true,
    differences: [
      {
        ...{ differenceId: first, kind: 'payment-amount', state: 'resolved', ...view },
        ...{ hereFen: 4460, thereFen: 4459, foundAt: noon, isRepairable: false },
        ...{ resolvedAt: noon + 3, resolvedBy: 'oTes…0002', resolution: 'repaired', note: null, reported: null },
      },
    ],
    next: null,
  })
})

test('a buyer sees nothing', async () => {
  expect(await call({}, buyer)).toStrictEqual({ ok: false, refused: 'not_a_merchant' })
})
