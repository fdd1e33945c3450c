import { type Cell, directed, everyFault, situations } from './matrix-cell.ts'

const asked = '6 money is asked back'
const decided = '7 a merchant decides'
const sent = '8 a refund is sent'
const notified = '9 a refund is notified'

const ofOrder = 'packages/order/test'
const sealed = 'packages/wxpay-core/test/notifications/refund-notify.test.ts'

/** Flows from a refund request to its end. */
export const cellsOfRefunds: readonly Cell[] = [
  ...everyFault(asked, 'database', ['request-refund: getDocument orders']),
  ...everyFault(asked, 'database', ['request-refund: modifyDocument orders']),
  ...situations(asked, [
    ['more than is left, many at once', 'request-refund × answers over_refundable', 'refund × answers over_refundable'],
    ['before it is paid', 'request-refund × answers not_paid'],
  ]),
  ...directed(asked, [
    ['amounts that are none', 'test/security/bad-input.test.ts', 'bad_input %s: %s'],
    [
      'too many that wait',
      'test/flows/refunds.test.ts',
      'waiting, approved and refunded together stay within it; three may wait',
    ],
    [
      'of somebody else’s order',
      'test/security/authority.test.ts',
      'what belongs to somebody else answers exactly as what does not exist',
    ],
  ]),

  ...everyFault(decided, 'database', ['refund: getDocument merchants']),
  ...everyFault(decided, 'database', ['refund: modifyDocument orders']),
  ...everyFault(decided, 'database', ['reject-refund: modifyDocument orders']),
  ...situations(decided, [
    ['rejected before it is approved', 'refund × answers already_rejected'],
    ['approved before it is rejected', 'reject-refund × answers already_approved'],
    ['withdrawn before it is decided', 'reject-refund × answers already_withdrawn'],
    ['decided before it is withdrawn', 'withdraw-refund × answers already_rejected'],
    ['by one who is no merchant any more', 'merchants × dismissed', 'refund × answers not_a_merchant'],
    ['a second merchant is needed', 'four-eyes × told'],
  ]),
  ...directed(decided, [
    [
      'of the merchant’s own order',
      'cloudfunctions/refund/refund.test.ts',
      'a merchant does not give money back to himself',
    ],
    [
      'many small ones instead of a large one',
      `${ofOrder}/four-eyes.test.ts`,
      'many small refunds are no way around the second person',
    ],
  ]),

  ...everyFault(sent, 'gateway', ['refund: refund', 'sync-refunds: refund']),
  ...everyFault(sent, 'gateway', ['sync-refunds: refundquery', 'refund-notify: refundquery']),
  ...everyFault(sent, 'database', ['sync-refunds: getDocument orders']),
  ...everyFault(sent, 'database', ['sync-refunds: modifyDocument orders']),
  ...everyFault(sent, 'database', [
    'abandon-refund: modifyDocument orders',
    'settle-refund-manually: modifyDocument orders',
  ]),
  ...everyFault(sent, 'gateway', [
    'abandon-refund: refundquery',
    'settle-refund-manually: refundquery',
    'query-refund: refundquery',
  ]),
  ...everyFault(sent, 'database', [
    'query-refund: modifyDocument orders',
    'resolve-refund-task: modifyDocument orders',
  ]),
  ...situations(sent, [
    ['no money, then some', 'not-enough-money × told'],
    ['two within a minute', 'two-refunds-at-once × told'],
    ['of a second payment', 'paid-once-more × told'],
  ]),
  ...directed(sent, [
    ['no certificate', 'test/flows/refunds.test.ts', 'a connection without one gets nginx’s page and no refund'],
    [
      'a certificate that is none',
      'packages/shop/test/gateway/open-gateway.test.ts',
      'a certificate that is none is refused when the function starts, not at the first refund',
    ],
    [
      'a certificate in the old form',
      'packages/wxpay-core/test/client/certificate.test.ts',
      'an error names the cause that is there',
    ],
    [
      'a certificate of another merchant',
      'packages/wxpay-simulator/test/endpoints/refund.test.ts',
      "another merchant's",
    ],
    [
      'the 51st',
      `${ofOrder}/decisions/request-refund.test.ts`,
      'the entries of an order have an end: 100 by the buyer, 50 by merchants',
    ],
    ['after a year', `${ofOrder}/model/refund-period.test.ts`, 'an approval after it'],
    [
      'given up, and WeChat Pay has it',
      'cloudfunctions/abandon-refund/abandon-refund.test.ts',
      '%s, WeChat says %j: %s, %s',
    ],
    [
      'given up while it may be under way',
      'cloudfunctions/abandon-refund/abandon-refund.test.ts',
      'sent less than a minute ago: WeChat is not even asked',
    ],
    ['the number with another amount', 'packages/wxpay-simulator/test/endpoints/refund.test.ts', 'after 30 of 88: %s'],
  ]),

  ...everyFault(notified, 'notification', ['refund-notify']),
  ...everyFault(notified, 'database', ['refund-notify: getDocument orders']),
  ...everyFault(notified, 'database', ['refund-notify: modifyDocument orders']),
  ...situations(notified, [
    ['before the answer to the refund', 'refund-notify × finds the refund approved'],
    ['after it is known', 'refund-notify × finds the refund succeeded'],
    ['the money reached nobody', 'refund × ended CHANGE'],
    ['the refund was closed', 'refund × ended REFUNDCLOSE'],
    ['another end after it reached nobody', 'refund × ends otherwise later'],
    ['a closed one succeeds', 'refund × succeeds after it was closed'],
    ['the buyer has it twice', 'arrived-after-all × told'],
    ['the merchant has it', 'back-at-the-merchant × told'],
    ['made at WeChat Pay’s platform', 'refunded-at-the-platform × told'],
    ['sealed with another key', 'refund-notify × forged A sealed with another key'],
  ]),
  ...directed(notified, [
    ['blocks exchanged, padding, XML inside', sealed, 'whatever is wrong with req_info, the refusal is the same: %s'],
    [
      'of a refund that is none',
      'cloudfunctions/refund-notify/refund-notify.test.ts',
      '%s: kept for the merchant once, then SUCCESS',
    ],
  ]),
]
