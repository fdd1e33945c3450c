import { accept, makeRefund, refuseAmount } from '../endpoints/refund.ts'
import { makeRefundId } from '../shared/identifiers.ts'
import { InputError } from '../shared/input-error.ts'
import { tradeStateOf } from '../store/orders.ts'
import type { Refund } from '../store/refunds.ts'
import type { SimulatorState } from '../store/simulator-state.ts'

/** A refund that a merchant makes by hand. */
export interface PlatformRefund {
  outTradeNo: string
  refundFen: number
  /** Made up when absent, in the form of a refund_id: how WeChat's platform numbers its refunds is not documented. */
  outRefundNo?: string
}

/**
 * Refunds at WeChat's merchant platform, beside the API: same limits, same store, same bill. Its end is notified only to
 * the address configured there (setting `platformNotifyUrl`).
 * @throws InputError when there is no such paid order, the number is taken, or the amount is beyond the limits
 */
export function refundAtPlatform(
  world: SimulatorState,
  { outTradeNo, refundFen, outRefundNo }: PlatformRefund,
): Refund {
  const order = world.orders.find(outTradeNo)
  const state = order && tradeStateOf(order, world.now())
  if (order === undefined || (state !== 'SUCCESS' && state !== 'REFUND')) {
    throw new InputError(`there is no paid order ${outTradeNo}`)
  }
  const number = outRefundNo ?? makeRefundId(world.now(), world.random)
  if (!/^[\w\-|*@]{1,64}$/.test(number))
    throw new InputError(`"outRefundNo" is ${JSON.stringify(number)}, not a refund number`)
  if (world.refunds.find(number) !== undefined) throw new InputError(`refund ${number} is there already`)
  const made: Refund = {
    ...makeRefund(world, new Map([['out_refund_no', number]]), order, refundFen),
    source: 'VENDOR_PLATFORM',
  }
  const refused = refuseAmount(world, order, made)
  if (refused !== undefined) throw new InputError(`${refused.errCode}: ${refused.errCodeDes}`)
  accept(world, made)
  return world.refunds.find(number) ?? made
}
