/** An end of a refund that the workbench offers, and the input by which the simulator knows it. */
export interface RefundEnd {
  label: string
  /** The same in English, and what it means. */
  title: string
  input: { outcome: string; receivedBy?: string }
}

const ENDS: RefundEnd[] = [
  { label: '退到零钱', title: 'SUCCESS, to the buyer’s wallet', input: { outcome: 'SUCCESS' } },
  {
    label: '退到银行卡',
    title: 'SUCCESS, to a bank card of the buyer',
    input: { outcome: 'SUCCESS', receivedBy: 'buyer-bank-card' },
  },
  {
    label: '退还商户',
    title: 'SUCCESS, into the merchant’s account: the buyer gets nothing',
    input: { outcome: 'SUCCESS', receivedBy: 'merchant' },
  },
  { label: '退款异常', title: 'CHANGE: the buyer’s account cannot take it', input: { outcome: 'CHANGE' } },
  { label: '退款关闭', title: 'REFUNDCLOSE: the money stays with the merchant', input: { outcome: 'REFUNDCLOSE' } },
  {
    label: '重新处理',
    title: 'PROCESSING again: the merchant sends it elsewhere at the platform',
    input: { outcome: 'PROCESSING' },
  },
]

/** Ends that can be planned for a refund that is not there yet. */
export const PLANNED_ENDS = ENDS.filter(({ input }) => input.outcome !== 'PROCESSING')

/** Returns the ends that lead to one of these statuses. */
export function endsFor(statuses: readonly string[]): RefundEnd[] {
  return ENDS.filter(({ input }) => statuses.includes(input.outcome))
}

const STATUSES: Record<string, string> = {
  PROCESSING: '处理中',
  SUCCESS: '已退给买家',
  CHANGE: '退款异常',
  REFUNDCLOSE: '已关闭',
}

/** Returns what a refund has come to, in Chinese; a status that is unknown here stays as it is. */
export function statusText({ status, receivedBy }: { status: string; receivedBy: string }): string {
  if (status === 'SUCCESS' && receivedBy.startsWith('merchant')) return '已退还商户'
  return STATUSES[status] ?? status
}

/** Parses yuan as somebody types them (`12.3`) into fen; undefined when that is no amount. */
export function parseYuan(text: string): number | undefined {
  const [, yuan, fraction = ''] = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text.trim()) ?? []
  if (yuan === undefined) return undefined
  const fen = Number(yuan) * 100 + Number(fraction.padEnd(2, '0'))
  return fen === 0 ? undefined : fen
}
