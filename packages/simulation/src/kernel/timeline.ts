interface Event {
  at: number
  order: number
  work: (() => void) | undefined
}

/** Virtual time, and what is to happen in it. Nothing waits in real time. */
export interface Timeline {
  /** Epoch ms. */
  now(): number
  /** Does `work` after `ms` of virtual time; the returned function prevents it. */
  after(ms: number, work: () => void): () => void
  sleep(ms: number): Promise<void>
  /** Lets events happen, one by one, each with all that follows from it, until `isOver` or none is left. */
  run(isOver: () => boolean): Promise<void>
}

/** Kept from before the simulation puts its own timers under the product. */
const { setImmediate: nextTurn } = globalThis
const { nextTick } = process

/**
 * Resolves when all that follows from what just happened has happened: Node comes to a tick only after the last of the
 * promises before it. Twice, so that what was itself put off to a tick is over too. A turn of the event loop would do
 * the same at a higher price.
 */
function allQuiet(): Promise<void> {
  return new Promise((resolve) => {
    queueMicrotask(() => nextTick(() => queueMicrotask(() => nextTick(resolve))))
  })
}

export function createTimeline(startAt: number): Timeline {
  const events: Event[] = []
  let now = startAt
  let count = 0
  const after = (ms: number, work: () => void) => {
    const event: Event = { at: now + Math.max(0, Math.round(ms)), order: count, work }
    count += 1
    push(events, event)
    return () => {
      event.work = undefined
    }
  }
  return {
    now: () => now,
    after,
    sleep: (ms) => new Promise((resolve) => void after(ms, resolve)),
    async run(isOver) {
      await new Promise((resolve) => nextTurn(resolve))
      while (!isOver()) {
        const event = pop(events)
        if (event === undefined) return
        if (event.work === undefined) continue
        now = event.at
        event.work()
        await allQuiet()
      }
    },
  }
}

const isBefore = (a: Event, b: Event) => a.at < b.at || (a.at === b.at && a.order < b.order)

function push(heap: Event[], event: Event): void {
  let at = heap.length
  heap.push(event)
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (!isBefore(event, heap[parent] as Event)) break
    heap[at] = heap[parent] as Event
    at = parent
  }
  heap[at] = event
}

function pop(heap: Event[]): Event | undefined {
  const first = heap[0]
  const last = heap.pop()
  if (first === undefined || last === undefined || heap.length === 0) return first
  let at = 0
  for (;;) {
    const left = 2 * at + 1
    if (left >= heap.length) break
    const right = left + 1
    const child = right < heap.length && isBefore(heap[right] as Event, heap[left] as Event) ? right : left
    if (!isBefore(heap[child] as Event, last)) break
    heap[at] = heap[child] as Event
    at = child
  }
  heap[at] = last
  return first
}
