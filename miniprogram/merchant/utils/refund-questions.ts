import type { Refusal } from '../../services/refusals'
import type { Question, WrittenQuestion } from './question'

/** Decisions of a merchant about a refund. */
export type DecisionVerb = 'approve' | 'reject' | 'settle' | 'paid' | 'abandon' | 'query' | 'resolve'

/** Question to confirm before a decision is sent. */
export const asked = {
  approve: { title: '退款金额', hint: '款项原路退回买家，提交后不能撤回', action: '确认退款' },
  abandon: {
    title: '放弃退款',
    hint: '先向微信支付确认这笔款不会退出，再取消退款；买家会看到退款已取消，不能撤回',
    action: '确认放弃',
  },
} as const satisfies Partial<Record<DecisionVerb, Question>>

/** Sentence about money that reaches a buyer outside WeChat Pay. */
const outside = ['银行转账', '微信转账', '现金']

/** Decisions that need a text. */
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
    title: '改为线下退款',
    label: '要退给买家',
    presets: outside,
    placeholder: '用什么方式退给买家，只有商家可以看到',
    missing: '请写明用什么方式退给买家',
    hint: '先向微信支付确认这笔款不会退出；登记后算作已退款，请随即付给买家，不能撤回',
    action: '确认登记',
    theme: 'primary',
  },
  paid: {
    title: '登记线下退款',
    label: '已付给买家',
    presets: outside,
    placeholder: '怎样付给买家的，只有商家可以看到',
    missing: '请写明怎样付给买家的',
    hint: '登记后算作已退款，不能撤回；微信支付若也退出这笔款，会提示重复退款',
    action: '确认登记',
    theme: 'primary',
  },
  resolve: {
    title: '登记处理结果',
    label: '重复的款项',
    presets: ['买家已退回', '抵作下次货款', '不再追回'],
    placeholder: '怎样处理的，只有商家可以看到',
    missing: '请写明怎样处理的',
    hint: '登记后不再待处理，不能撤回',
    action: '确认登记',
    theme: 'primary',
  },
} as const satisfies Partial<Record<DecisionVerb, WrittenQuestion>>

/** Question for a note about more refunded than paid. */
export const overQuestion = {
  ...written.resolve,
  label: '多退的款项',
} satisfies WrittenQuestion

/** Confirmation before a merchant pays outside WeChat what WeChat could not deliver. */
export const fetchBack = {
  title: '款项还在微信支付',
  content: '请先到微信支付商户平台把这笔款退回商户账户，否则买家可能收到两次。已经退回了吗？',
  confirmText: '已退回',
}

/** Meaning of some refusals for a decision. */
export const sentences: Partial<Record<Refusal, string>> = {
  over_refundable: '这笔金额已另外申请退款，不能再登记',
  gateway_refused: '微信支付没有受理查询，请稍后再试',
}
