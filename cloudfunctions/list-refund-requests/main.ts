import { defineCall, once } from '@stack/cloud-function'
import { openStoreServices, readPage } from '@stack/shop'
import { listRefundRequests } from './list-refund-requests.ts'

const services = once(() => openStoreServices('list-refund-requests'))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'list-refund-requests',
  (input) => ({ kind: input.oneOf('kind', ['waiting', 'task'] as const) ?? 'waiting', ...readPage(input) }),
  (call) => listRefundRequests(services(), call),
)
