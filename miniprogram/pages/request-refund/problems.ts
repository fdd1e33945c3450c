import type { AmountProblem } from '../../utils/parse-yuan'
import type { ReasonProblem } from '../../utils/refund-reason'

/** Returns the problem with the amount, as the buyer reads it. */
export const amountProblems: Record<AmountProblem, string> = {
  empty: '请填写退款金额',
  not_a_number: '请填写数字，如 12.50',
  too_many_decimals: '最多填写两位小数',
  zero: '退款金额须大于 0',
  too_large: '超过可退金额',
}

/** Returns the problem with the reason, as the buyer reads it. */
export const reasonProblems: Record<ReasonProblem, string> = {
  nothing_chosen: '请选择退款原因',
  not_said: '请填写退款原因',
  too_long: '说明太长，请精简一些',
}
