/** Makes a value on first use and keeps it for the life of a warm instance. A failure is not kept. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
