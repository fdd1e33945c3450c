import { InputError } from '../shared/input-error.ts'
import type { SimulatorState } from '../store/simulator-state.ts'
import { pay } from './pay.ts'
import { type CashierAction, checkPayment, type OpenedOrder, type PaymentRequest } from './request-payment.ts'

/** Result of `wx.requestPayment`, and for `inspect` the content of the cashier. Amounts in fen. */
export interface CashierAnswer {
  errMsg: string
  outTradeNo?: string
  payee?: string
  body?: string
  totalFee?: number
}

const OK = 'requestPayment:ok'

const ACTIONS: Record<
  CashierAction,
  (world: SimulatorState, opened: OpenedOrder) => Omit<CashierAnswer, 'outTradeNo'>
> = {
  inspect: (world, { order }) => ({
    errMsg: OK,
    payee: world.settings.merchantName,
    body: order.body,
    totalFee: order.totalFen,
  }),
  pay: (world, opened) => {
    pay(world, opened)
    return { errMsg: OK }
  },
  cancel: () => ({ errMsg: 'requestPayment:fail cancel' }),
  'not-enough-money': () => ({ errMsg: 'requestPayment:fail (余额不足)' }),
}

/**
 * Does in the cashier what the buyer does there, in the caller's transaction.
 * @throws Error when there is no such action
 */
export function openCashier(
  world: SimulatorState,
  request: Partial<Record<keyof PaymentRequest, unknown>>,
  action: CashierAction,
): CashierAnswer {
  if (!Object.hasOwn(ACTIONS, action)) {
    throw new InputError(`there is no cashier action ${action}. Actions: ${Object.keys(ACTIONS).join(', ')}`)
  }
  const checked = checkPayment(world, request)
  if ('refused' in checked) return { errMsg: `requestPayment:fail (${checked.refused})` }
  const { outTradeNo } = checked.order
  world.orders.markOpened(outTradeNo, world.now())
  return { ...ACTIONS[action](world, checked), outTradeNo }
}
