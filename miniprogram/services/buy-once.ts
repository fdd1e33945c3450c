import { forgetPurchase, keepPurchase, type Wanted } from './keep-purchase'
import { buy, type PayResult, type PayTools } from './pay-order'

/**
 * Buys what is wanted, once: as long as it is not known whether the order exists, the same content asks for the same one.
 *
 * @throws what `keepPurchase` throws; no order is begun then
 */
export async function buyOnce(wanted: Wanted, tools: Partial<PayTools> = {}): Promise<PayResult> {
  const purchase = await keepPurchase(wanted)
  const result = await buy(purchase, {
    ...tools,
    onProgress(progress) {
      if (progress.said === null) forgetPurchase(wanted)
      tools.onProgress?.(progress)
    },
  })
  if (result.order === null && result.refused !== 'no_answer') forgetPurchase(wanted)
  return result
}
