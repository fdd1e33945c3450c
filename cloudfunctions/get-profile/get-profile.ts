import type { Call } from '@stack/cloud-function'
import type { CallAnswer } from '@stack/contract'
import type { Services } from '@stack/shop'

/** Returns the caller's role. For display only; every merchant function checks the role itself. */
export async function getProfile(
  { store }: Pick<Services, 'store'>,
  { openid }: Call<Record<string, never>>,
): Promise<CallAnswer<'get-profile'>> {
  return { ok: true, openid, isMerchant: await store.isMerchant(openid) }
}
