import type { FunctionName, RefusalOf } from '@stack/contract'

/** Every reason for which something did not happen: what functions refuse, and what only the phone knows. */
export type Refusal =
  | RefusalOf<FunctionName>
  /** No answer came from a function. */
  | 'no_answer'
  /** The cashier ended with an error, and WeChat does not know of a payment. */
  | 'payment_failed'

/**
 * Target of a button: nowhere, to a fresh look at the page, to his orders, to the shop. `pass` needs no button:
 * the page itself offers what comes next.
 */
export type Way = 'pass' | 'stay' | 'reload' | 'orders' | 'shop'

/** Sentence and way out of each refusal, as the user reads it. A refusal without a sentence does not compile. */
export const refusals: Record<Refusal, { text: string; way: Way }> = {
  no_answer: { text: '暂时没有响应，请检查网络后重试', way: 'stay' },
  payment_failed: { text: '支付未完成，可重新支付', way: 'pass' },
  wrong_trigger: { text: '请在微信小程序内使用', way: 'stay' },
  bad_input: { text: '提交的内容有误，请修改后重试', way: 'stay' },
  not_found: { text: '没有找到这笔订单，请刷新后重试', way: 'reload' },
  busy: { text: '现在操作的人较多，请稍后再试', way: 'stay' },
  not_a_merchant: { text: '此功能仅对商家开放', way: 'stay' },

  no_lines: { text: '请先选择商品', way: 'shop' },
  too_many_lines: { text: '一次最多购买 20 种商品，请分开下单', way: 'stay' },
  duplicate_product: { text: '同一商品重复出现，请合并数量后重试', way: 'stay' },
  bad_quantity: { text: '每种商品可购买 1 至 99 件，请修改数量', way: 'stay' },
  unknown_product: { text: '商品不存在，请刷新后重新选择', way: 'shop' },
  off_shelf: { text: '商品已下架，请选择其他商品', way: 'shop' },
  out_of_stock: { text: '商品库存不足，请减少数量或选择其他商品', way: 'reload' },
  nothing_to_pay: { text: '订单金额为零，无需支付，请重新选择商品', way: 'stay' },
  amount_too_large: { text: '订单金额过大，请分开下单', way: 'stay' },
  request_id_reused: { text: '内容已更改，请返回后重新提交', way: 'stay' },
  too_many_unpaid_orders: { text: '您有多笔订单未支付，请先支付或取消', way: 'orders' },

  already_paid: { text: '订单已支付，无需再次操作', way: 'reload' },
  order_closed: { text: '订单已关闭，请重新下单', way: 'shop' },
  order_closing: { text: '订单正在取消，请重新下单', way: 'shop' },
  too_late: { text: '订单即将超时，请重新下单', way: 'shop' },
  too_many_tries: { text: '尝试次数过多，请取消后重新下单', way: 'reload' },
  gateway_unreachable: { text: '微信支付暂时没有响应，请稍后再试', way: 'stay' },
  gateway_refused: { text: '微信支付暂时无法受理，请稍后再试或联系商家', way: 'stay' },
  not_expired: { text: '订单尚未超时，请稍后再试', way: 'stay' },

  not_paid: { text: '订单尚未支付，请刷新查看', way: 'reload' },
  nothing_to_refund: { text: '请填写退款金额', way: 'stay' },
  too_many_waiting: { text: '已有多笔退款等待处理，请等商家处理后再申请', way: 'reload' },
  too_many_refunds: { text: '退款次数已达上限，请联系商家', way: 'stay' },
  over_refundable: { text: '超过可退金额，请修改退款金额', way: 'reload' },
  refund_not_found: { text: '没有找到这笔退款，请刷新后重试', way: 'reload' },
  already_approved: { text: '商家已同意这笔退款，请刷新查看', way: 'reload' },
  already_rejected: { text: '这笔退款已被拒绝，请刷新查看', way: 'reload' },
  already_withdrawn: { text: '这笔退款已撤回，请刷新查看', way: 'reload' },
  fully_refunded: { text: '这笔订单已全额退款，不能取货', way: 'reload' },
  already_settled: { text: '这笔退款已处理完毕，请刷新查看', way: 'reload' },
  own_order: { text: '不能处理自己订单的退款，请由其他商家处理', way: 'stay' },
  not_your_request: { text: '这笔退款由商家发起，不能撤回', way: 'reload' },
  not_refused: { text: '这笔退款的状态已变化，请刷新查看', way: 'reload' },
  too_soon: { text: '刚刚提交过这笔退款，请约一分钟后再试', way: 'stay' },
  known_at_gateway: { text: '微信支付已有这笔退款的记录，请刷新查看', way: 'reload' },
  fetch_back_first: { text: '款项还在微信支付，请先到商户平台把款项退回商户账户', way: 'stay' },
  unknown_at_gateway: { text: '微信支付没有这笔退款的记录', way: 'reload' },
  not_approved: { text: '这笔退款还没有提交微信支付', way: 'reload' },
  not_a_task: { text: '这里没有待登记的问题，请刷新查看', way: 'reload' },
  payment_not_found: { text: '没有找到这笔付款，请刷新后重试', way: 'reload' },
  paid_after_close: { text: '付款晚于订单关闭，库存已释放，不能取货', way: 'reload' },
  not_repairable: { text: '这笔差异无法自动更正，请核对后登记处理', way: 'stay' },
  still_different: { text: '核实后仍不一致，请核对后登记处理', way: 'reload' },
  refund_period_over: { text: '付款已超过一年，无法原路退款，请线下协商', way: 'stay' },
}

/** The sentence for a refusal, and the way out. */
export function refusalOf(refused: Refusal): { text: string; way: Way } {
  // Functions may be newer than the mini program on the phone.
  const known: { text: string; way: Way } | undefined = refusals[refused]
  return known ?? { text: '暂时无法完成，请更新小程序后重试', way: 'stay' }
}

/** The sentence for a refusal. */
export function refusalText(refused: Refusal): string {
  return refusalOf(refused).text
}

/** Says whether nobody decided anything: the user should not have to write it all again to repeat the same call. */
export function mayRepeat(refused: Refusal): boolean {
  return refused === 'no_answer' || refused === 'busy'
}
