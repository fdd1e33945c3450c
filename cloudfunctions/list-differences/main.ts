import { defineCall, once } from '@stack/cloud-function'
import { openStoreServices, readDifferenceId, readDifferencePage } from '@stack/shop'
import { listDifferences } from './list-differences.ts'

const services = once(() => openStoreServices('list-differences'))

export const main = defineCall(
  'list-differences',
  (input) => ({
    state: input.oneOf('state', ['open', 'resolved']),
    differenceId: input.has('differenceId') ? readDifferenceId(input) : undefined,
    ...readDifferencePage(input),
  }),
  (call) => listDifferences(services(), call),
)
