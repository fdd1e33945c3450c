import type { CallAnswer } from '@stack/contract'
import type { Call, Services } from '@stack/function-kit'

/** Who the caller is to the shop. It shows or hides pages; every merchant call asks the merchant list itself. */
export async function getProfile(
  { books }: Pick<Services, 'books'>,
  { openid }: Call<Record<string, never>>,
): Promise<CallAnswer<'get-profile'>> {
  return { ok: true, openid, isMerchant: await books.isMerchant(openid) }
}
