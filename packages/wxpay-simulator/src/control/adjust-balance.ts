import type { Core } from '../gateway/create-core.ts'
import { InputError } from '../shared/input-error.ts'

/** 100,000,000 yuan. */
const LARGEST_BALANCE_FEN = 10_000_000_000

/**
 * Tops the merchant's balance up, or withdraws from it when `amountFen` is negative.
 * @returns the new balance, fen
 * @throws InputError when more is withdrawn than is there, or more would be there than is counted exactly
 */
export function adjustBalance(core: Core, amountFen: number): number {
  const { ledger, now } = core.world
  return core.atomically(() => {
    const balanceFen = ledger.balance('merchant') + amountFen
    if (balanceFen < 0) {
      throw new InputError(`cannot withdraw ${-amountFen} fen: the balance is ${balanceFen - amountFen}`)
    }
    if (balanceFen > LARGEST_BALANCE_FEN) {
      throw new InputError(`the balance would be ${balanceFen} fen; at most ${LARGEST_BALANCE_FEN} are kept`)
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
