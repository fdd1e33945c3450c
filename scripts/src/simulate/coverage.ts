import { type Counters, faultKinds } from './faults.ts'

const leastHits = 50

/** Steps of the canonical flows, by where they go: each has to have met each fault of its kind. */
const simulated: Record<keyof typeof faultKinds, string[]> = {
  database: [
    'create-order: startTransaction',
    'unified-order: getDocument orders',
    'unified-order: modifyDocument orders',
    'pay-notify: getDocument orders',
    'pay-notify: modifyDocument orders',
    'request-refund: modifyDocument orders',
    'refund: getDocument merchants',
    'refund: modifyDocument orders',
    'refund-notify: modifyDocument orders',
    'cancel-order: modifyDocument orders',
    'close-expired-orders: getDocument orders',
    'sync-refunds: getDocument orders',
    'sync-refunds: modifyDocument orders',
  ],
  transaction: [
    'create-order: modifyDocument products',
    'create-order: modifyDocument orders',
    'create-order: commitTransaction',
    'close-expired-orders: modifyDocument products',
    'close-expired-orders: modifyDocument orders',
    'close-expired-orders: commitTransaction',
  ],
  gateway: [
    'unified-order: unifiedorder',
    'get-order: orderquery',
    'refund: refund',
    'sync-refunds: refund',
    'sync-refunds: refundquery',
    'refund-notify: refundquery',
    'cancel-order: closeorder',
    'close-expired-orders: closeorder',
  ],
  notification: ['pay-notify', 'refund-notify'],
}

/** The cells "step × fault" that were hit too seldom to say anything. */
export function cellsMissed(counters: Counters): string[] {
  return (Object.keys(simulated) as (keyof typeof simulated)[])
    .flatMap((place) => simulated[place].flatMap((step) => faultKinds[place].map((fault) => `${step} × ${fault}`)))
    .filter((cell) => (counters.get(cell) ?? 0) < leastHits)
}

/** The counters as lines, one per step: `step  fault count, fault count`. */
export function describeCounters(counters: Counters): string {
  const bySteps = new Map<string, string[]>()
  for (const [cell, count] of [...counters].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [step = '', fault = ''] = cell.split(' × ')
    bySteps.set(step, [...(bySteps.get(step) ?? []), `${fault} ${count}`])
  }
  return [...bySteps].map(([step, faults]) => `  ${step}  ${faults.join(', ')}\n`).join('')
}
