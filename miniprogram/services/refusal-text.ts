import type { FunctionName, RefusalOf } from '@stack/contract'

/** Every reason for which something did not happen: what functions refuse, and what only the phone knows. */
export type Refusal =
  | RefusalOf<FunctionName>
  /** No answer came from a function. */
  | 'no_answer'
  /** The cashier ended with an error, and WeChat does not know of a payment. */
  | 'payment_failed'

/** What happened and the way out, as the user reads it. A refusal without a sentence does not compile. */
export const refusalTexts: Record<Refusal, string> = {
  no_answer: '暂时没有响应，请检查网络后重试',
  payment_failed: '支付未完成，订单已为您保留，可再次支付',
  wrong_door: '请在微信小程序内使用',
  bad_input: '提交的内容有误，请修改后重试',
  not_found: '没有找到这笔订单，请刷新后重试',
  not_a_merchant: '此功能仅对商家开放',

  no_lines: '请先选择商品',
  too_many_lines: '一次最多购买 20 种商品，请分开下单',
  duplicate_product: '同一商品重复出现，请合并数量后重试',
  bad_quantity: '每种商品可购买 1 至 99 件，请修改数量',
  unknown_product: '商品不存在，请刷新后重新选择',
  off_shelf: '商品已下架，请选择其他商品',
  out_of_stock: '商品库存不足，请减少数量或选择其他商品',
  nothing_to_pay: '订单金额为零，无需支付，请重新选择商品',
  amount_too_large: '订单金额过大，请分开下单',
  request_id_reused: '内容已更改，请返回后重新提交',
  too_many_unpaid_orders: '您有多笔订单未支付，请先支付或取消',

  already_paid: '订单已支付，无需再次操作',
  order_closed: '订单已关闭，请重新下单',
  order_closing: '订单正在取消，请重新下单',
  too_late: '订单即将超时，请重新下单',
  too_many_tries: '尝试次数过多，请取消后重新下单',
  gateway_unreachable: '微信支付暂时没有响应，请稍后再试',
  gateway_refused: '微信支付暂时无法受理，请稍后再试或联系商家',
  not_expired: '订单尚未超时，请稍后再试',

  not_paid: '订单尚未支付，无法退款',
  nothing_to_refund: '请填写退款金额',
  too_many_waiting: '已有多笔退款等待处理，请等商家处理后再申请',
  too_many_refunds: '退款次数已达上限，请联系商家',
  over_refundable: '超过可退金额，请修改退款金额',
  refund_not_found: '没有找到这笔退款，请刷新后重试',
  already_approved: '商家已同意这笔退款，请刷新查看',
  already_rejected: '这笔退款已被拒绝，请刷新查看',
  already_withdrawn: '这笔退款已撤回，请刷新查看',
  already_settled: '这笔退款已处理完毕，请刷新查看',
}

/** The sentence for a refusal. */
export function refusalText(refused: Refusal): string {
  // Functions may be newer than the mini program on the phone.
  const text: string | undefined = refusalTexts[refused]
  return text ?? '暂时无法完成，请更新小程序后重试'
}
