import { createRandom, type Random } from './random.ts'

/** Draws that are always the middle one: every step takes the same time, and what happens follows from the faults alone. */
export function fixedPace(seed: number): Random {
  return {
    next: () => 0.5,
    below: (count) => count >> 1,
    chance: (probability) => probability > 0.5,
    pick(items) {
      const item = items[items.length >> 1]
      if (item === undefined) throw new RangeError('[simulate] there is nothing to pick from')
      return item
    },
    bytes: createRandom(seed, 'pace').bytes,
  }
}
