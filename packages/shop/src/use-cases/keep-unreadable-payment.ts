import type { UnreadablePayment } from '../gateway/gateway.ts'
import { discrepancyIdOf, type FoundDiscrepancy } from '../store/discrepancies.ts'
import type { Services } from './services.ts'

/** Stores money that WeChat signed for and that cannot be read as fen, for a merchant. Storing it again changes nothing. */
export async function keepUnreadablePayment(
  { store, now, log }: Pick<Services, 'store' | 'now' | 'log'>,
  { outTradeNo, transactionId, problem, reported }: UnreadablePayment,
): Promise<{ discrepancyId: string; isNew: boolean; isKnown: boolean }> {
  log('error', 'payment.unreadable', 'a payment that WeChat Pay signed cannot be read as fen', {
    outTradeNo,
    transactionId,
    problem,
  })
  const isKnown = outTradeNo !== null && (await store.find(outTradeNo)) !== null
  const found: FoundDiscrepancy = {
    ...{ kind: 'payment-unreadable', billDate: null, outTradeNo: outTradeNo ?? '', refundId: null, transactionId },
    ...{ localFen: null, gatewayFen: null, isRepairable: isKnown, reported: { ...reported, problem } },
  }
  const isNew = await store.discrepancies.keep(found, now())
  return { discrepancyId: discrepancyIdOf(found), isNew, isKnown }
}
