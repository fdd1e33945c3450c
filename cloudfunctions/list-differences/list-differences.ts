import type { Call } from '@stack/cloud-function'
import type { CallAnswer, DifferenceState } from '@stack/contract'
import { type Services, viewDifference } from '@stack/shop'

export interface ListDifferences {
  state: DifferenceState | undefined
  differenceId: string | undefined
  after: string | undefined
  limit: number
}

/** What does not add up between the order records and WeChat Pay, for merchants: the newest first, or a single one. */
export async function listDifferences(
  { store }: Pick<Services, 'store'>,
  { openid, data: { state, differenceId, ...page } }: Call<ListDifferences>,
): Promise<CallAnswer<'list-differences'>> {
  if (!(await store.isMerchant(openid))) return { ok: false, refused: 'not_a_merchant' }
  const condition = { ...(state !== undefined && { state }), ...(differenceId !== undefined && { differenceId }) }
  const { differences, next } = await store.differences.list(condition, page)
  return { ok: true, differences: differences.map(viewDifference), next }
}
