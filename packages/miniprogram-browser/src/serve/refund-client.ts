import { exchangeJson, UpstreamError } from './exchange-json.ts'

/** A refund as the simulator knows it, as far as the workbench shows it. Amounts in fen. */
export interface RefundAtWeChat {
  outRefundNo: string
  outTradeNo: string
  refundFen: number
  status: string
  /** Account that a successful refund arrived in. */
  receivedBy: string
  /** Statuses that it can be given next. */
  nextStatuses: string[]
}

/** Things that can be done with refunds on WeChat's side, by route of the simulator's control API. */
export type RefundAct = 'refund-outcome' | 'refund-end' | 'platform-refund'

const MOST_SHOWN = 50

/** Opens what a simulator's control API says and does about refunds. */
export function openRefundClient(controlUrl: string | undefined) {
  const control = () => {
    if (controlUrl === undefined)
      throw new UpstreamError('没有连接微信支付模拟器，无法处理退款（启动时加 --control-url）')
    return controlUrl
  }
  return {
    /**
     * Returns the newest refunds, newest first.
     * @throws UpstreamError without a simulator, or when it does not answer
     */
    async refunds(): Promise<RefundAtWeChat[]> {
      const all = (await exchangeJson(`${control()}/refunds`)) as unknown as RefundAtWeChat[]
      return all
        .slice(-MOST_SHOWN)
        .reverse()
        .map(({ outRefundNo, outTradeNo, refundFen, status, receivedBy, nextStatuses = [] }) => ({
          ...{ outRefundNo, outTradeNo, refundFen, status, receivedBy, nextStatuses },
        }))
    },

    /**
     * Does something with refunds that happens on WeChat's side.
     * @throws UpstreamError without a simulator, or when it refuses
     */
    async actOnRefunds(act: RefundAct, input: Record<string, unknown>): Promise<void> {
      await exchangeJson(`${control()}/${act}`, input)
    },
  }
}
