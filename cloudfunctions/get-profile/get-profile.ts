import type { Call } from '@stack/cloud-function'
import type { CallAnswer } from '@stack/contract'
import type { Services } from '@stack/shop'

/** Who the caller is to the shop. It shows or hides pages; every merchant call asks the merchant list itself. */
export async function getProfile(
  { store }: Pick<Services, 'store'>,
  { openid }: Call<Record<string, never>>,
): Promise<CallAnswer<'get-profile'>> {
  return { ok: true, openid, isMerchant: await store.isMerchant(openid) }
}
