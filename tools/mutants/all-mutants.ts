import { ofFunctions } from './list/of-functions.ts'
import { ofMoneyThatComesBack } from './list/of-money-that-comes-back.ts'
import { ofOrders } from './list/of-orders.ts'
import { ofReconciliation } from './list/of-reconciliation.ts'
import { ofRefunds } from './list/of-refunds.ts'
import { ofShop } from './list/of-shop.ts'
import { ofWxpayCore } from './list/of-wxpay-core.ts'
import type { Mutant } from './mutant/mutant.ts'

/** Every mutant that has to be noticed. */
export const allMutants: readonly Mutant[] = [
  ...ofOrders,
  ...ofRefunds,
  ...ofMoneyThatComesBack,
  ...ofShop,
  ...ofFunctions,
  ...ofReconciliation,
  ...ofWxpayCore,
]
