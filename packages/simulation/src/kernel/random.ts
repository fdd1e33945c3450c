/** Random choices that one seed decides. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** An integer in [0, count). */
  below(count: number): number
  chance(probability: number): boolean
  /** @throws RangeError when there is nothing to pick from */
  pick<Item>(items: readonly Item[]): Item
  bytes(size: number): Buffer
}

/** Makes a stream of choices. Streams of one seed with different names are independent: more draws here move nothing there. */
export function createRandom(seed: number, stream: string): Random {
  const next = mulberry32(hashText(`${seed}/${stream}`))
  const below = (count: number) => Math.floor(next() * count)
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick(items) {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('[simulate] there is nothing to pick from')
      return item
    },
    bytes(size) {
      const bytes = Buffer.allocUnsafe(size)
      for (let at = 0; at < size; at += 1) bytes[at] = below(256)
      return bytes
    },
  }
}

/** @see https://github.com/bryc/code/blob/master/jshash/PRNGs.md */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** FNV-1a. */
function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
