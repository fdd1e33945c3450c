import type { Core } from '../core/create-core.ts'

/**
 * Tops the merchant's balance up, or withdraws from it when `amountFen` is negative.
 * @returns the new balance, fen
 * @throws Error when more is withdrawn than is there
 */
export function adjustBalance(core: Core, amountFen: number): number {
  const { ledger, now } = core.world
  return core.atomically(() => {
    const balanceFen = ledger.balance('merchant') + amountFen
    if (balanceFen < 0) {
      throw new Error(`[wxpay-simulator] cannot withdraw ${-amountFen} fen: the balance is ${balanceFen - amountFen}`)
    }
    ledger.book({
      at: now(),
      kind: amountFen < 0 ? 'withdrawal' : 'top-up',
      outTradeNo: null,
      outRefundNo: null,
      amounts: { outside: -amountFen, merchant: amountFen },
    })
    return balanceFen
  })
}
