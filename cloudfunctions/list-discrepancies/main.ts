import { defineCall, once } from '@stack/cloud-function'
import { openStoreServices, readDiscrepancyId, readDiscrepancyPage } from '@stack/shop'
import { listDiscrepancies } from './list-discrepancies.ts'

const services = once(() => openStoreServices('list-discrepancies'))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'list-discrepancies',
  (input) => ({
    state: input.oneOf('state', ['open', 'resolved']),
    discrepancyId: input.has('discrepancyId') ? readDiscrepancyId(input) : undefined,
    ...readDiscrepancyPage(input),
  }),
  (call) => listDiscrepancies(services(), call),
)
