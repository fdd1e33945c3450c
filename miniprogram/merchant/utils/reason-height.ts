/** Height of a reason's text: two lines at first, in px. */
export const reasonHeight = { minHeight: 48, maxHeight: 96 } as const
