import type { CallAnswer } from '@stack/contract'
import { type Services, viewProduct } from '@stack/shop'

/** Lists the products on the shelf. */
export async function listProducts({ store }: Pick<Services, 'store'>): Promise<CallAnswer<'list-products'>> {
  return { ok: true, products: (await store.products()).map(viewProduct) }
}
