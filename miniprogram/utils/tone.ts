/** How a state looks: something is awaited, all is well, something needs attention, it is over. */
export type Tone = 'wait' | 'good' | 'bad' | 'over'
