import { defineCall, once, openGateway, openServices, readDifferenceId } from '@stack/function-kit'
import { limits } from '@stack/order'
import { resolveDifference } from './resolve-difference.ts'

const services = once(() => openServices('resolve-difference', openGateway()))

export const main = defineCall(
  'resolve-difference',
  (input) => {
    const differenceId = readDifferenceId(input)
    const how = input.string('how', /^(repair|note)$/, 'one of repair, note is needed')
    if (how === 'repair') return { differenceId, how: 'repair' } as const
    const note = input.string('note', /\S/, 'how it was settled is needed') && input.text('note', limits.noteLength)
    return { differenceId, how: 'note', note } as const
  },
  (call) => resolveDifference(services(), call),
)
