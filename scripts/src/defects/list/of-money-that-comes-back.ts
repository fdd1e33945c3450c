import type { Defect } from '../defect.ts'

const walks = 'packages/order/test/money-that-comes-back.test.ts'

/** What shops get wrong about refunds that go on after they seemed to be over. */
export const ofMoneyThatComesBack: Defect[] = [
  {
    name: 'settled outside WeChat without asking',
    about: 'an answer got lost, the repetition was refused, and the buyer gets the money twice',
    file: 'cloudfunctions/settle-refund-manually/src/settle-refund-manually.ts',
    find: "const refused = first.change === 'none' ? null : await refuseDecision(services, order, call)",
    replace: "const refused = first.change !== 'none' ? null : await refuseDecision(services, order, call)",
    caughtBy: 'simulation',
  },
  {
    name: 'paid twice and forgotten',
    about: 'SUCCESS after a manual settlement becomes a plain success: the other payment drops out of the sums',
    file: 'packages/order/src/refund-reports.ts',
    find: "succeeded: 'refunded-twice',",
    replace: "succeeded: 'succeeded',",
    caughtBy: 'simulation',
  },
  {
    name: 'SUCCESS into the merchant’s account read as refunded',
    about: 'refund_recv_accout is not looked at, and the buyer reads that the money has arrived',
    file: 'packages/shop/src/gateway/read-queried-refund.ts',
    find: "refundStatus === 'SUCCESS' && merchantAccount",
    replace: "refundStatus === 'REFUNDCLOSE' && merchantAccount",
    caughtBy: 'simulation',
  },
  {
    name: 'goods for more than is committed',
    about: 'the sum of refunds is compared by equality, and goods go out once it is beyond what was paid',
    file: 'packages/order/src/mark-collected.ts',
    find: 'committedRefundFen(order) >= order.payment.totalFen',
    replace: 'committedRefundFen(order) === order.payment.totalFen',
    caughtBy: walks,
  },
  {
    name: 'notification about a closed refund not asked about',
    about: 'REFUNDCLOSE is taken for the last word, and the SUCCESS that follows is acknowledged unread',
    file: 'cloudfunctions/refund-notify/src/refund-notify.ts',
    find: "new Set(['succeeded', 'refunded-twice'])",
    replace: "new Set(['succeeded', 'refunded-twice', 'closed'])",
    caughtBy: 'cloudfunctions/refund-notify/test/refund-notify.test.ts',
  },
  {
    name: 'CHANGE is the end',
    about: 'nobody follows what the merchant does with the money at WeChat’s platform',
    file: 'packages/order/src/apply.ts',
    find: "followedSince: event.state === 'abnormal' ? (refund.followedSince ?? event.at) : null,",
    replace: 'followedSince: null,',
    caughtBy: walks,
  },
  {
    name: 'extra payment offered only once',
    about: 'the refund of a second payment, once abandoned, can never be sent again',
    file: 'packages/order/src/request-refund.ts',
    find: "!order.extraPayments.some(isOf(extraTransactionId))) return 'payment_not_found'",
    replace: "order.extraPayments.some(isOf(extraTransactionId))) return 'payment_not_found'",
    caughtBy: walks,
  },
  {
    name: 'refund of the platform offered again',
    about: 'what a merchant refunded at WeChat’s platform does not count, and is refunded once more',
    file: 'packages/order/src/apply.ts',
    find: "state: 'processing',\n      gatewayState: 'processing',\n      gatewayRefundId: event.gatewayRefundId,\n      decidedBy: 'platform',",
    replace:
      "state: 'closed',\n      gatewayState: 'closed',\n      gatewayRefundId: event.gatewayRefundId,\n      decidedBy: 'platform',",
    caughtBy: walks,
  },
  {
    name: 'emoji sent as they are',
    about: 'the gateway takes characters of one to three bytes: each order of that product is refused',
    file: 'packages/wxpay-core/src/wire/to-sendable-text.ts',
    find: "if (FOUR_BYTES.test(String.fromCodePoint(grapheme.codePointAt(0) ?? 0))) return ''",
    replace: 'if (FOUR_BYTES.test(grapheme)) return grapheme',
    caughtBy: 'cloudfunctions/unified-order/test/describe-order.test.ts',
  },
  {
    name: 'more settled than was paid',
    about: 'a refund that came back is settled outside WeChat although its money was refunded again meanwhile',
    file: 'packages/order/src/settle-refund-manually.ts',
    find: "return fitsPayment(order, refund) ? null : 'over_refundable'",
    replace: 'return null',
    caughtBy: 'packages/order/test/settle-refund-manually.test.ts',
  },
  {
    name: 'unreadable payment refused for a day',
    about: 'WeChat has money in another currency, and each notification of it is answered FAIL until it gives up',
    file: 'cloudfunctions/pay-notify/src/pay-notify.ts',
    find: 'if (notice.unreadable === undefined) return',
    replace: 'if (notice.unreadable !== null) return',
    caughtBy: 'cloudfunctions/pay-notify/test/pay-notify.test.ts',
  },
  {
    name: 'goods of a late payment',
    about: 'the stock went back before the money came: the goods may be sold to someone else',
    file: 'packages/order/src/mark-collected.ts',
    find: "order.history.some(({ type }) => type === 'closed')",
    replace: "order.history.some(({ type }) => type === 'refund-adopted')",
    caughtBy: walks,
  },
]
