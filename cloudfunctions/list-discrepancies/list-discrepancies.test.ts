import type { FoundDiscrepancy } from '@stack/shop'
import { buyer, memoryServices, merchant, noon } from '@stack/shop/testing'
import { beforeEach, expect, test } from 'vitest'
import { type ListDiscrepancies, listDiscrepancies } from './list-discrepancies.ts'

const found: FoundDiscrepancy = {
  ...{ kind: 'payment-amount', billDate: '2026-01-15', outTradeNo: 'WM0SAMPLE1', refundId: null },
  ...{ transactionId: '42000001', localFen: 4460, gatewayFen: 4459, isRepairable: true },
}
let services: ReturnType<typeof memoryServices>
beforeEach(async () => {
  services = memoryServices({ now: noon, merchants: [merchant] })
  await services.store.discrepancies.keep(found, noon)
  await services.store.discrepancies.keep({ ...found, kind: 'fee', isRepairable: false }, noon + 1)
  await services.store.discrepancies.keep({ ...found, transactionId: '42000002' }, noon + 2)
  await services.store.discrepancies.resolve('payment-amount-42000001', {
    ...{ resolvedAt: noon + 3, resolvedBy: merchant, resolution: 'repaired', note: null },
  })
})

const call = (data: Partial<ListDiscrepancies> = {}, openid = merchant) =>
  listDiscrepancies(services, {
    ...{ openid, clientIp: '203.0.113.7', deadline: noon + 8_000 },
    data: { state: undefined, discrepancyId: undefined, after: undefined, limit: 20, ...data },
  })
const idsOf = (answer: Awaited<ReturnType<typeof call>>) =>
  answer.ok ? [...answer.discrepancies.map(({ discrepancyId }) => discrepancyId), answer.next] : []

const [first, fee, last] = ['payment-amount-42000001', 'fee-42000001', 'payment-amount-42000002']
test.each<[data: Partial<ListDiscrepancies>, ids: (string | undefined | null)[]]>([
  [{}, [last, fee, first, null]],
  [{ state: 'open' }, [last, fee, null]],
  [{ state: 'resolved' }, [first, null]],
  [{ limit: 2 }, [last, fee, `${noon + 1}_${fee}`]],
  [{ limit: 2, after: `${noon + 1}_${fee}` }, [first, null]],
  [{ discrepancyId: first }, [first, null]],
  [{ discrepancyId: 'fee-42' }, [null]],
])('%j: the newest first', async (data, ids) => {
  expect(idsOf(await call(data))).toStrictEqual(ids)
})

test('what a merchant sees of one', async () => {
  const view = { billDate: '2026-01-15', outTradeNo: 'WM0SAMPLE1', refundId: null, transactionId: '42000001' }
  expect(await call({ discrepancyId: first })).toStrictEqual({
    ok: true,
    discrepancies: [
      {
        ...{ discrepancyId: first, kind: 'payment-amount', state: 'resolved', ...view },
        ...{ localFen: 4460, gatewayFen: 4459, foundAt: noon, isRepairable: false },
        ...{ resolvedAt: noon + 3, resolvedBy: 'oTes…0002', resolution: 'repaired', note: null, reported: null },
      },
    ],
    next: null,
  })
})

test('a buyer sees nothing', async () => {
  expect(await call({}, buyer)).toStrictEqual({ ok: false, refused: 'not_a_merchant' })
})
