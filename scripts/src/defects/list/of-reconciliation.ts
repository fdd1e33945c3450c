import type { Defect } from '../defect.ts'

/** What shops get wrong when they compare their books with the bill of the day. */
export const ofReconciliation: Defect[] = [
  {
    name: 'only one direction',
    about: 'every line of the bill is looked up, what the bill lacks is not',
    file: 'cloudfunctions/reconcile/src/compare-order.ts',
    find: 'return [...payments, ...missingRefunds]',
    replace: 'return [...payments, ...missingRefunds].slice(0, 0)',
    caughtBy: 'cloudfunctions/reconcile/test/reconcile.test.ts',
  },
  {
    name: 'amount of a line not compared',
    about: 'a payment counts as found when its number is there',
    file: 'cloudfunctions/reconcile/src/compare-line.ts',
    find: 'return payment.totalFen === amountFen ? [] :',
    replace: 'return payment.totalFen > 0 ? [] :',
    caughtBy: 'cloudfunctions/reconcile/test/compare-line.test.ts',
  },
  {
    name: 'lines of other shops',
    about: 'a bill belongs to the merchant number: what is not of this shop is taken for missing here',
    file: 'cloudfunctions/reconcile/src/bill-numbers.ts',
    find: 'return appId === shop.appId && outTradeNo.startsWith(limits.orderNumberPrefix)',
    replace: 'return appId !== shop.appId || outTradeNo.length >= limits.orderNumberPrefix.length',
    caughtBy: 'cloudfunctions/reconcile/test/reconcile.test.ts',
  },
  {
    name: 'days of another time zone',
    about: 'what was paid between midnight and eight in Beijing is looked for in the bill of the day before',
    file: 'packages/shop/src/store/beijing-day.ts',
    find: 'formatBeijingDate(epochMs)',
    replace: 'formatBeijingDate(epochMs - 8 * 3_600_000)',
    caughtBy: 'packages/shop/test/store/money-days.test.ts',
  },
  {
    name: 'bill fetched too early',
    about: 'before 10:00 yesterday is not yet in the bill',
    file: 'cloudfunctions/reconcile/src/billed-days.ts',
    find: 'beijingDay(now - readyAtMs)',
    replace: 'beijingDay(now)',
    caughtBy: 'cloudfunctions/reconcile/test/billed-days.test.ts',
  },
  {
    name: 'no bill believed too early',
    about: 'WeChat has no bill yet, and what only the bill would have told of is never looked for again',
    file: 'cloudfunctions/reconcile/src/reconcile-day.ts',
    find: 'if (bill === null && isNewest) {',
    replace: 'if (bill === null && !isNewest) {',
    caughtBy: 'cloudfunctions/reconcile/test/reconcile.test.ts',
  },
  {
    name: 'bill from its beginning at each tick',
    about: 'a long bill is never done, and what was counted is counted again',
    file: 'cloudfunctions/reconcile/src/walk-bill.ts',
    find: 'if (number <= from.lines || ',
    replace: 'if (',
    caughtBy: 'cloudfunctions/reconcile/test/reconcile.test.ts',
  },
  {
    name: 'difference resolved twice',
    about: 'what the second person says stands over what the first one did',
    file: 'packages/shop/src/store/differences.ts',
    find: '.where({ _id: differenceId, state: open })',
    replace: '.where({ _id: differenceId })',
    caughtBy: 'packages/shop/test/store/differences.test.ts',
  },
]
