import type { CallAnswer } from '@stack/contract'
import { type Services, viewProduct } from '@stack/shop'

/** What is on the shelf. */
export async function listProducts({ books }: Pick<Services, 'books'>): Promise<CallAnswer<'list-products'>> {
  return { ok: true, products: (await books.products()).map(viewProduct) }
}
