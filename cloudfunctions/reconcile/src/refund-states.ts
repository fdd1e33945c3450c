import type { RefundState } from '@stack/order'

const neverAccepted = ['waiting', 'withdrawn', 'rejected', 'refused', 'abandoned'] as const
const ended = ['abnormal', 'closed', 'settled-manually'] as const

/** Which states here cannot be true of a refund that the bill has in that state: what comes later is no difference. */
const excluded: Record<string, readonly RefundState[]> = {
  PROCESSING: neverAccepted,
  SUCCESS: [...neverAccepted, ...ended],
  // After CHANGE the money may reach the buyer by another way yet.
  CHANGE: neverAccepted,
  REFUNDCLOSE: [...neverAccepted.filter((state) => state !== 'abandoned'), 'succeeded'],
  FAIL: [...neverAccepted.filter((state) => state !== 'abandoned'), 'succeeded'],
}

/** Says whether the bill's word for a refund and its state here can both be true. Other words say no more than its presence. */
export function canBoth(billed: string, here: RefundState): boolean {
  return !(excluded[billed] ?? neverAccepted).includes(here)
}
