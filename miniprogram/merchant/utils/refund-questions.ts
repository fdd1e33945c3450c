import type { Refusal } from '../../services/refusals'
import type { Question, WrittenQuestion } from './question'

/** What a merchant may decide about a refund. */
export type DecisionVerb = 'approve' | 'reject' | 'settle' | 'abandon'

/** What is asked again before it is done. */
export const asked = {
  approve: { title: '退款金额', hint: '款项原路退回买家，提交后不能撤回', action: '确认退款' },
  abandon: {
    title: '放弃退款',
    hint: '先向微信支付确认这笔款不会退出，再取消退款；买家会看到退款已取消，不能撤回',
    action: '确认放弃',
  },
} as const satisfies Partial<Record<DecisionVerb, Question>>

/** What is done with words. */
export const written = {
  reject: {
    title: '拒绝退款申请',
    label: '申请退款',
    presets: ['商品已取走', '商品没有问题', '已超过可退时间'],
    placeholder: '拒绝原因，买家可以看到',
    missing: '请填写拒绝原因',
    hint: '',
    action: '确认拒绝',
    theme: 'danger',
  },
  settle: {
    title: '登记线下退款',
    label: '已退给买家',
    presets: ['银行转账', '微信转账', '现金'],
    placeholder: '怎样退给买家的，只有商家可以看到',
    missing: '请写明怎样退给买家的',
    hint: '请先确认款项已退给买家，登记后算作已退款，不能撤回',
    action: '确认登记',
    theme: 'primary',
  },
} as const satisfies Partial<Record<DecisionVerb, WrittenQuestion>>

/** What some refusals mean for a decision. */
export const sentences: Partial<Record<Refusal, string>> = {
  over_refundable: '这笔金额已另外申请退款，不能再登记',
  gateway_refused: '微信支付没有受理查询，请稍后再试',
}
