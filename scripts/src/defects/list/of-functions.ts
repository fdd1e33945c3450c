import type { Defect } from '../defect.ts'

const forgottenCheck = (name: string, file: string, caughtBy: Defect['caughtBy']): Defect => ({
  name: `${name} without the merchant check`,
  about: 'the page hides the button, the function does what anybody asks',
  file,
  find: "if (!(await books.isMerchant(openid))) return { ok: false, refused: 'not_a_merchant' }",
  replace: '',
  caughtBy,
})

/** What shops get wrong in the functions themselves. */
export const ofFunctions: Defect[] = [
  forgottenCheck('refund', 'cloudfunctions/refund/src/refund.ts', 'cloudfunctions/refund/test/refund.test.ts'),
  forgottenCheck(
    'reject-refund',
    'cloudfunctions/reject-refund/src/reject-refund.ts',
    'cloudfunctions/reject-refund/test/reject-refund.test.ts',
  ),
  forgottenCheck(
    'mark-collected',
    'cloudfunctions/mark-collected/src/mark-collected.ts',
    'cloudfunctions/mark-collected/test/mark-collected.test.ts',
  ),
  forgottenCheck(
    'list-shop-orders',
    'cloudfunctions/list-shop-orders/src/list-shop-orders.ts',
    'cloudfunctions/list-shop-orders/test/list-shop-orders.test.ts',
  ),
  forgottenCheck(
    'list-refund-requests',
    'cloudfunctions/list-refund-requests/src/list-refund-requests.ts',
    'cloudfunctions/list-refund-requests/test/list-refund-requests.test.ts',
  ),
  forgottenCheck(
    'abandon-refund',
    'cloudfunctions/abandon-refund/src/abandon-refund.ts',
    'cloudfunctions/abandon-refund/test/abandon-refund.test.ts',
  ),
  forgottenCheck(
    'settle-refund-manually',
    'cloudfunctions/settle-refund-manually/src/settle-refund-manually.ts',
    'cloudfunctions/settle-refund-manually/test/settle-refund-manually.test.ts',
  ),
  forgottenCheck(
    'list-differences',
    'cloudfunctions/list-differences/src/list-differences.ts',
    'cloudfunctions/list-differences/test/list-differences.test.ts',
  ),
  forgottenCheck(
    'resolve-difference',
    'cloudfunctions/resolve-difference/src/resolve-difference.ts',
    'cloudfunctions/resolve-difference/test/resolve-difference.test.ts',
  ),
  {
    name: 'order of somebody else shown',
    about: 'get-order answers for any number',
    file: 'cloudfunctions/get-order/src/get-order.ts',
    find: 'if (order === null || order.openid !== openid)',
    replace: 'if (order === null)',
    caughtBy: 'simulation',
  },
  {
    name: 'orders of everybody listed',
    about: 'the list is not bound to the caller',
    file: 'cloudfunctions/list-orders/src/list-orders.ts',
    find: '{ openid, ...conditions[data.tab] }',
    replace: '{ ...(openid === "" && { openid }), ...conditions[data.tab] }',
    caughtBy: 'cloudfunctions/list-orders/test/list-orders.test.ts',
  },
  {
    name: 'forged notification booked',
    about: 'what does not verify is told in the log, and booked all the same',
    file: 'cloudfunctions/pay-notify/src/pay-notify.ts',
    find: 'return { done: false, reason: notice.failText }',
    replace: 'return { done: true }',
    caughtBy: 'simulation',
  },
  {
    name: 'gateway asked without a turn',
    about: 'all pages that wait for one payment ask the gateway at once',
    file: 'cloudfunctions/get-order/src/get-order.ts',
    find: 'if (turn.ok) return',
    replace: 'if (turn.ok || turn.refused === "asked_recently") return',
    caughtBy: 'cloudfunctions/get-order/test/get-order.test.ts',
  },
  {
    name: 'client’s word believed when cancelling',
    about: 'an order is closed here without asking WeChat',
    file: 'cloudfunctions/cancel-order/src/cancel-order.ts',
    find: "begun.order.state === 'closing' ? await finishClose(services, begun.order, deadline) : begun.order",
    replace: 'begun.order',
    caughtBy: 'cloudfunctions/cancel-order/test/cancel-order.test.ts',
  },
  {
    name: 'timer never asks',
    about: 'payments whose notification got lost are only found when the order expires',
    file: 'cloudfunctions/close-expired-orders/src/close-expired-orders.ts',
    find: "if (begun.refused !== 'not_expired') return",
    replace: 'return',
    caughtBy: 'cloudfunctions/close-expired-orders/test/close-expired-orders.test.ts',
  },
  {
    name: 'timer without a turn',
    about: 'two ticks at once ask the gateway about the same orders',
    file: 'cloudfunctions/close-expired-orders/src/close-expired-orders.ts',
    find: 'if (turn.ok) await askPayment(services, turn.order, deadline)',
    replace: 'await askPayment(services, turn.ok ? turn.order : due, deadline)',
    caughtBy: 'cloudfunctions/close-expired-orders/test/close-expired-orders.test.ts',
  },
]
