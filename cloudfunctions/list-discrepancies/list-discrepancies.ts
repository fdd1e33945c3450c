import type { Call } from '@stack/cloud-function'
import type { CallAnswer, DiscrepancyState } from '@stack/contract'
import { type Services, viewDiscrepancy } from '@stack/shop'

/** Search conditions of list-discrepancies. */
export interface ListDiscrepancies {
  state: DiscrepancyState | undefined
  discrepancyId: string | undefined
  after: string | undefined
  limit: number
}

/** Lists the discrepancies between order records and WeChat Pay for merchants, newest first, or a single one. */
export async function listDiscrepancies(
  { store }: Pick<Services, 'store'>,
  { openid, data: { state, discrepancyId, ...page } }: Call<ListDiscrepancies>,
): Promise<CallAnswer<'list-discrepancies'>> {
  if (!(await store.isMerchant(openid))) return { ok: false, refused: 'not_a_merchant' }
  const condition = { ...(state !== undefined && { state }), ...(discrepancyId !== undefined && { discrepancyId }) }
  const { discrepancies, next } = await store.discrepancies.list(condition, page)
  return { ok: true, discrepancies: discrepancies.map(viewDiscrepancy), next }
}
