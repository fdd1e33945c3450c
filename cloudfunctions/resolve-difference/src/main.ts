import { defineCall, once, openGateway, openServices, readDifferenceId, readNote } from '@stack/function-kit'
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
