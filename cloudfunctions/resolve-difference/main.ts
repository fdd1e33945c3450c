import { defineCall, once } from '@stack/cloud-function'
import { openGateway, openServices, readDifferenceId, readNote } from '@stack/shop'
import { resolveDifference } from './resolve-difference.ts'

const services = once(() => openServices('resolve-difference', openGateway()))

export const main = defineCall(
  'resolve-difference',
  (input) => {
    const differenceId = readDifferenceId(input)
    const how = input.string('how', /^(repair|note)$/, 'one of repair, note is needed')
    if (how === 'repair') return { differenceId, how: 'repair' } as const
    return { differenceId, how: 'note', note: readNote(input) } as const
  },
  (call) => resolveDifference(services(), call),
)
