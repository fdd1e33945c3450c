import { type Cell, directed, everyFault, situations } from './matrix-cell.ts'
import { cellsOfPayments } from './matrix-of-payments.ts'
import { cellsOfRefunds } from './matrix-of-refunds.ts'

const reconciled = '10 yesterday’s bill is compared'
const configured = '12 settings, keys and certificates'

const reconcile = 'cloudfunctions/reconcile/reconcile.test.ts'
const settings = 'packages/shop/test/settings/settings.test.ts'
const gateway = 'packages/shop/test/gateway/open-gateway.test.ts'

/** Every cell of the fault matrix, and what shows it. */
export const matrix: readonly Cell[] = [
  ...cellsOfPayments,
  ...cellsOfRefunds,
  ...everyFault(reconciled, 'database', ['reconcile: getDocument reconciliations']),
  ...everyFault(reconciled, 'database', ['reconcile: getDocument orders']),
  ...everyFault(reconciled, 'transaction', [
    'reconcile: modifyDocument reconciliations',
    'reconcile: modifyDocument discrepancies',
  ]),
  ...everyFault(reconciled, 'transaction', ['reconcile: commitTransaction']),
  ...everyFault(reconciled, 'gateway', ['reconcile: downloadbill']),
  ...everyFault(reconciled, 'database', ['resolve-discrepancy: modifyDocument discrepancies']),
  ...everyFault(reconciled, 'gateway', ['resolve-discrepancy: orderquery']),
  ...situations(reconciled, [
    ['two timers at once', 'reconcile-at-once × told'],
    ['what only the bill knows is booked', 'resolve-discrepancy × repaired'],
    ['a person ends what cannot be booked', 'resolve-discrepancy × noted'],
    ['many merchants end it at once', 'paid-twice-in-secret × told'],
  ]),
  ...directed(reconciled, [
    [
      'two runs of a long bill at once',
      reconcile,
      'two runs at once: one goes on, the same discrepancies, nothing counted twice',
    ],
    ['ended in the middle', reconcile, 'goes on where it stopped, and counts nothing twice'],
    ['the bill changes under way', reconcile, 'begins again when WeChat hands out another bill'],
    ['no bill, or not yet', reconcile, 'what leaves the day open for the next tick'],
    ['before ten in the morning', reconcile, 'before 10:00 nobody asks for yesterday’s bill'],
    ['one line that cannot be read', reconcile, 'a line that cannot be read'],
    ['one order that is none', reconcile, 'an order that is none, in both directions'],
    ['around midnight, clocks apart', reconcile, 'a refund around midnight, WeChat’s clock and ours apart'],
    [
      'lines of another shop',
      reconcile,
      'lines of another app, or of another shop under the same merchant number, are counted and left alone',
    ],
    [
      'each discrepancy once',
      reconcile,
      'both ways at once: each discrepancy is kept once, however often the day is gone through',
    ],
    [
      'a bill of 100,000 lines',
      'cloudfunctions/reconcile/long-bill.test.ts',
      '100,000 lines in several runs: both ways, nothing twice, in memory that the length of the bill hardly moves',
    ],
    ['compressed', 'packages/wxpay-core/test/endpoints/download-bill.test.ts', 'compressed'],
    [
      'a byte order mark, other columns',
      'packages/wxpay-core/test/bill/bill.test.ts',
      'columns are found by name: new ones and another order do no harm',
    ],
    [
      'a summary that does not add up',
      'packages/wxpay-core/test/bill/bill.test.ts',
      'a summary that does not add up: %s',
    ],
  ]),
  ...directed(configured, [
    ['something is not set', settings, 'all faults are named at once, no value is'],
    ['the function says so', gateway, 'without its environment a function says which variable is missing'],
    ['no certificate beside the function', gateway, 'a certificate that is not there is named, with the cure'],
    [
      'a certificate that is none',
      gateway,
      'a certificate that is none is refused when the function starts, not at the first refund',
    ],
    ['a key that is none', 'packages/wxpay-core/test/client/options.test.ts', 'a refused key is not shown'],
    [
      'the key of another shop',
      'packages/wxpay-core/test/notifications/pay-notify.test.ts',
      'the client reads with its own key',
    ],
    [
      'a server with another name',
      'packages/wxpay-core/test/client/https-transport.test.ts',
      'a server with another name gets nothing',
    ],
  ]),
]
