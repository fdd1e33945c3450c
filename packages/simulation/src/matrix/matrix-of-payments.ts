import { type Cell, directed, everyFault, situations } from './matrix-cell.ts'

const create = '1 an order is made'
const prepay = '2 WeChat Pay is asked for the payment'
const cashier = '3 the cashier'
const notified = '4 a payment is notified'
const handedOver = '5 the order is paid and handed over'
const closed = '11 an order is closed'

const badInput = 'test/security/bad-input.test.ts'
const cashierTests = 'packages/wxpay-simulator/test/cashier/cashier.test.ts'

/** Flows from the order to its payment, or to its end without one. */
export const cellsOfPayments: readonly Cell[] = [
  ...everyFault(create, 'database', ['create-order: startTransaction']),
  ...everyFault(create, 'transaction', [
    'create-order: getDocument products',
    'create-order: modifyDocument products',
    'create-order: modifyDocument orders',
  ]),
  ...everyFault(create, 'transaction', ['create-order: commitTransaction']),
  ...situations(create, [
    ['the same request twice', 'create-order × the same order again'],
    ['the last piece is wanted by many', 'create-order × answers out_of_stock'],
  ]),
  ...directed(create, [
    [
      'the client names a price',
      'packages/order/test/decisions/create-order.test.ts',
      'a price in the wish changes nothing',
    ],
    ['quantities that are none, unknown products', badInput, 'bad_input %s: %s'],
    [
      'in the name of somebody else',
      'test/security/authority.test.ts',
      'what was written names who did it, and nobody whom he claimed to be',
    ],
  ]),

  ...everyFault(prepay, 'database', ['unified-order: getDocument orders']),
  ...everyFault(prepay, 'database', ['unified-order: modifyDocument orders']),
  ...everyFault(prepay, 'gateway', ['unified-order: unifiedorder']),
  ...situations(prepay, [
    ['WeChat Pay says that it is paid', 'unified-order × answers already_paid'],
    ['two devices at once', 'pay-twice × told'],
    ['clocks apart', 'clocks × seconds apart', 'clocks × minutes apart'],
  ]),
  ...directed(prepay, [
    [
      'a repetition with other terms',
      'cloudfunctions/unified-order/unified-order.test.ts',
      'a repetition asks with what the first call stored: time, expiry and address',
    ],
    [
      'a certificate authority that is not known',
      'packages/wxpay-core/test/client/https-transport.test.ts',
      'a server that is not trusted gets nothing',
    ],
  ]),

  ...situations(cashier, [
    ['the buyer goes away', 'cashier × fail cancel'],
    ['the buyer pays', 'cashier × ok'],
    ['it is paid already', 'cashier × fail (该笔订单已支付)'],
    ['it is closed already', 'cashier × fail (订单已关闭)'],
  ]),
  ...directed(cashier, [
    ['the payment of somebody else', cashierTests, 'a second account after the first one opened the order'],
    ['a prepay_id that is too old', cashierTests, 'orders that are paid, closed, or past time_expire'],
    [
      'the client says that it paid, and did not',
      'test/security/authority.test.ts',
      'create-order takes prices, titles, number and state from nowhere but the catalogue and itself',
    ],
  ]),

  ...everyFault(notified, 'notification', ['pay-notify']),
  ...everyFault(notified, 'database', ['pay-notify: getDocument orders']),
  ...everyFault(notified, 'database', ['pay-notify: modifyDocument orders']),
  ...situations(notified, [
    ['of a paid order', 'pay-notify × finds the order paid'],
    ['after refunds', 'pay-notify × finds the order paid with refunds'],
    ['of an order that is being closed', 'pay-notify × finds the order closing'],
    ['of a closed order', 'pay-notify × finds the order closed'],
    ['a second payment', 'payment × once more (same)'],
    ['of another amount', 'payment × once more (other-amount)'],
    ['of another payer', 'payment × once more (other-payer)'],
    ['that cannot be read as fen', 'payment × once more (unreadable)'],
    [
      'forged without the key',
      'pay-notify × forged A other-key',
      'pay-notify × forged A unsigned',
      'pay-notify × forged A other-amount',
    ],
    [
      'signed bytes from elsewhere',
      'pay-notify × forged B an answer to orderquery',
      'pay-notify × forged B a request of ours',
    ],
    ['signed and wrong', 'pay-notify × forged C another merchant', 'pay-notify × forged C no success'],
    ['tricks of XML', 'pay-notify × forged D with a DOCTYPE', 'pay-notify × forged D an element twice'],
  ]),
  ...directed(notified, [
    [
      'of an order that nobody made',
      'test/faults/duplicate-notify.test.ts',
      'a payment of an order that nobody made; told twice it is kept once',
    ],
    [
      'an answer that takes too long',
      'packages/shop/test/define/define-notify.test.ts',
      'what fails after the answer is told, not lost',
    ],
    [
      'the whole corpus of forged ones',
      'test/security/forged/forged-notifications.test.ts',
      'the corpus is as large as it has to be, and no body stands in it twice',
    ],
  ]),

  ...everyFault(handedOver, 'database', ['mark-collected: getDocument orders']),
  ...everyFault(handedOver, 'database', ['mark-collected: modifyDocument orders']),
  ...situations(handedOver, [
    ['before it is paid', 'mark-collected × answers not_paid'],
    ['after all of it went back', 'mark-collected × answers fully_refunded'],
  ]),

  ...everyFault(closed, 'database', ['cancel-order: modifyDocument orders']),
  ...everyFault(closed, 'database', ['close-expired-orders: getDocument orders']),
  ...everyFault(closed, 'transaction', [
    'close-expired-orders: modifyDocument products',
    'close-expired-orders: modifyDocument orders',
  ]),
  ...everyFault(closed, 'transaction', ['close-expired-orders: commitTransaction']),
  ...everyFault(closed, 'gateway', ['cancel-order: closeorder', 'close-expired-orders: closeorder']),
  ...everyFault(closed, 'gateway', ['get-order: orderquery', 'close-expired-orders: orderquery']),
  ...situations(closed, [
    ['it is paid while it is being closed', 'cancel-order × answers already_paid'],
    ['clocks apart', 'clocks × seconds apart', 'clocks × minutes apart'],
  ]),
  ...directed(closed, [
    [
      'within five minutes of its making',
      'test/flows/closing.test.ts',
      'leaves it closing until the timer asks again after the 5 minutes',
    ],
    [
      'a payment request still under way',
      'test/flows/closing.test.ts',
      'while a unified order may be under way: WeChat’s “closed” is not believed, the timer asks again after it',
    ],
  ]),
]
