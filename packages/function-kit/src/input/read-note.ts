import { limits } from '@stack/order'
import type { Input } from '../platform/input.ts'

/** Reads what a merchant writes down about something that he ends. */
export function readNote(input: Input): string {
  return input.string('note', /\S/, 'how it was settled is needed') && input.text('note', limits.noteLength)
}
