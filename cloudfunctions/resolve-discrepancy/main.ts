import { defineCall, once } from '@stack/cloud-function'
import { openGateway, openServices, readDiscrepancyId, readNote } from '@stack/shop'
import { resolveDiscrepancy } from './resolve-discrepancy.ts'

const services = once(() => openServices('resolve-discrepancy', openGateway()))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'resolve-discrepancy',
  (input) => {
    const discrepancyId = readDiscrepancyId(input)
    const how = input.string('how', /^(repair|note)$/, 'one of repair, note is needed')
    if (how === 'repair') return { discrepancyId, how: 'repair' } as const
    return { discrepancyId, how: 'note', note: readNote(input) } as const
  },
  (call) => resolveDiscrepancy(services(), call),
)
