import { outsider } from './class-a-outsider.ts'
import { replayed } from './class-b-replayed.ts'
import { malformedPayments } from './class-c-malformed.ts'
import { xmlTricks } from './class-d-xml.ts'
import type { Forged } from './corpus-entry.ts'
import { refundNotices } from './refund-notices.ts'

/** Every body that must be refused, in the order of the classes. */
export const forged: readonly Forged[] = [
  ...outsider,
  ...replayed,
  ...malformedPayments,
  ...xmlTricks('pay'),
  ...refundNotices,
  ...xmlTricks('refund'),
]
