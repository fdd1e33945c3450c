import type { Mutant } from '../mutant/mutant.ts'

/** Mistakes that shops make when they compare their orders with the bill of the day. */
export const ofReconciliation: Mutant[] = [
  {
    name: 'only one direction',
    about: 'every line of the bill is looked up, what the bill lacks is not',
    in: 'cloudfunctions.compareOrder',
    at: 'ReturnStatement > ArrayExpression',
    change: { value: [] },
    caughtBy: 'cloudfunctions/reconcile.test.ts',
  },
  {
    name: 'amount of a line not compared',
    about: 'a payment counts as found when its number is there',
    in: 'cloudfunctions.comparePayment',
    at: 'ReturnStatement 3 > BinaryExpression',
    change: 'always',
    caughtBy: 'cloudfunctions/compare-line.test.ts',
  },
  {
    name: 'lines of other shops',
    about: 'a bill belongs to the merchant number: what is not of this shop is taken for missing here',
    in: 'cloudfunctions.isOwn',
    at: 'ReturnStatement > LogicalExpression',
    change: 'always',
    caughtBy: 'cloudfunctions/reconcile.test.ts',
  },
  {
    name: 'days of another time zone',
    about: 'what was paid between midnight and eight in Beijing is looked for in the bill of the day before',
    in: 'shop.beijingDay',
    at: 'ReturnStatement > Identifier 2',
    change: { replaceNode: (source) => `${source} - 8 * 3_600_000` },
    caughtBy: 'shop/transaction-days.test.ts',
  },
  {
    name: 'bill fetched too early',
    about: 'before 10:00 yesterday is not yet in the bill',
    in: 'cloudfunctions.billedDays',
    at: 'VariableDeclaration > BinaryExpression',
    change: { keep: 'left' },
    caughtBy: 'cloudfunctions/billed-days.test.ts',
  },
  {
    name: 'no bill believed too early',
    about: 'WeChat has no bill yet, and what only the bill would have told of is never looked for again',
    in: 'cloudfunctions.reconcileDay',
    at: 'IfStatement 3 > Identifier 2',
    change: 'negate',
    caughtBy: 'cloudfunctions/reconcile.test.ts',
  },
  {
    name: 'bill from its beginning at each tick',
    about: 'a long bill is never done, and what was counted is counted again',
    in: 'cloudfunctions.matchBillToOrders',
    at: 'IfStatement 2 > LogicalExpression',
    change: { keep: 'right' },
    caughtBy: 'cloudfunctions/reconcile.test.ts',
  },
  {
    name: 'discrepancy resolved twice',
    about: 'what the second person says stands over what the first one did',
    in: 'shop.openDiscrepancies',
    at: 'ExpressionStatement > Property 2',
    change: 'remove',
    caughtBy: 'shop/discrepancies.test.ts',
  },
]
