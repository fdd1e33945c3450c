import type { Call } from '@stack/cloud-function'
import type { CallAnswer, CallData } from '@stack/contract'
import { type Services, viewDiscrepancy } from '@stack/shop'
import { repair } from './repair.ts'

/**
 * A merchant ends a discrepancy: WeChat is asked and what it says is booked, or he settled it himself and says how. One
 * that is resolved stays as it is, whoever comes second.
 */
export async function resolveDiscrepancy(
  services: Services,
  { openid, data, deadline }: Call<CallData<'resolve-discrepancy'>>,
): Promise<CallAnswer<'resolve-discrepancy'>> {
  const { store, now, log } = services
  if (!(await store.isMerchant(openid))) return { ok: false, refused: 'not_a_merchant' }
  const { discrepancyId } = data
  const found = await store.discrepancies.find(discrepancyId)
  if (found === null) return { ok: false, refused: 'not_found' }
  if (found.state === 'resolved') return { ok: true, discrepancy: viewDiscrepancy(found) }
  if (data.how === 'repair') {
    const repaired = await repair(services, found, { by: openid, deadline })
    if (!repaired.ok) return repaired
  }
  const how =
    data.how === 'note'
      ? { resolution: 'noted' as const, note: data.note }
      : { resolution: 'repaired' as const, note: null }
  const resolved = await store.discrepancies.resolve(discrepancyId, { ...how, resolvedAt: now(), resolvedBy: openid })
  if (resolved === null) return { ok: false, refused: 'not_found' }
  log('info', 'discrepancy.resolved', `discrepancy ${how.resolution}`, { discrepancyId, outTradeNo: found.outTradeNo })
  return { ok: true, discrepancy: viewDiscrepancy(resolved) }
}
