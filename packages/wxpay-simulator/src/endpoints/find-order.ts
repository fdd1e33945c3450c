import type { Order } from '../store/orders.ts'
import type { SimulatorState } from '../store/simulator-state.ts'
import type { Outcome, Parameters } from './endpoint.ts'

/** Finds the order a request names: transaction_id goes before out_trade_no. */
export function findOrder(world: SimulatorState, parameters: Parameters): Order | undefined {
  const transactionId = parameters.get('transaction_id')
  return transactionId === undefined
    ? world.orders.find(parameters.get('out_trade_no') ?? '')
    : world.orders.findByTransaction(transactionId)
}

/** Refuses a request that carries none of these elements. */
export function refuseWithoutAny(parameters: Parameters, names: string[]): Outcome | undefined {
  return names.some((name) => parameters.has(name)) ? undefined : { returnMsg: `${names.at(-1)}参数长度有误` }
}
