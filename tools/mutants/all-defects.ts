import { ofFunctions } from './list/of-functions.ts'
import { ofMoneyThatComesBack } from './list/of-money-that-comes-back.ts'
import { ofOrders } from './list/of-orders.ts'
import { ofReconciliation } from './list/of-reconciliation.ts'
import { ofRefunds } from './list/of-refunds.ts'
import { ofShop } from './list/of-shop.ts'
import { ofWxpayCore } from './list/of-wxpay-core.ts'
import type { Defect } from './mutant/defect.ts'

/** Every defect that has to be noticed. */
export const allDefects: readonly Defect[] = [
  ...ofOrders,
  ...ofRefunds,
  ...ofMoneyThatComesBack,
  ...ofShop,
  ...ofFunctions,
  ...ofReconciliation,
  ...ofWxpayCore,
]
