const closers: (() => Promise<void>)[] = []

/** Has something closed when the test file ends that runs now. Unlike `afterAll` it may be said in a `beforeAll`. */
export function closeWithFile(close: () => Promise<void>): void {
  closers.push(close)
}

/** Closes what is open, the youngest first. */
export async function closeOpened(): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close()
}
