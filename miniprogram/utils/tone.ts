/** Tone of a state: something is awaited, all is well, something needs attention, it is over. */
export type Tone = 'wait' | 'good' | 'bad' | 'over'
