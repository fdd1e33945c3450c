import type { Input } from '@stack/cloud-function'
import { discrepancyIdPattern } from './read-numbers.ts'

function readPageAfter(input: Input, id: string): { after: string | undefined; limit: number } {
  return {
    after: input.optionalString('after', new RegExp(`^\\d{1,15}_${id}$`), 'the `next` of the page before is needed'),
    limit: input.optionalInteger('limit', 1, 50) ?? 20,
  }
}

/** Reads where a paged list of orders goes on, and how much of it is wanted. */
export function readPage(input: Input): { after: string | undefined; limit: number } {
  return readPageAfter(input, '[0-9A-Za-z]{6,32}')
}

/** Reads the same for a list of discrepancies. */
export function readDiscrepancyPage(input: Input): { after: string | undefined; limit: number } {
  return readPageAfter(input, discrepancyIdPattern)
}
