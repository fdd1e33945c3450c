import type { Input } from '@stack/cloud-function'
import { limits } from '@stack/order'

/** Reads what a merchant writes down about something that he ends. */
export function readNote(input: Input): string {
  return input.string('note', /\S/, 'how it was settled is needed') && input.text('note', limits.noteLength)
}
