import type { SimulatorEvent } from 'wxpay-simulator'

type Kind = SimulatorEvent['kind']
type EventOf<K extends Kind> = Extract<SimulatorEvent, { kind: K }>

const patienceMs = 15_000

/** Events at the gateway, past and awaited. */
export interface EventWatch {
  take(event: SimulatorEvent): void
  /** The next event of this kind that fits, from those nobody has waited for yet. Rejects after 15 s. */
  next<K extends Kind>(kind: K, what: string, fits: (event: EventOf<K>) => boolean): Promise<EventOf<K>>
}

/** Watches the gateway, so that the story can wait for what happens there instead of asking again and again. */
export function watchEvents(): EventWatch {
  const unseen: SimulatorEvent[] = []
  const waiting = new Set<(event: SimulatorEvent) => boolean>()
  return {
    take(event) {
      for (const offer of waiting) if (offer(event)) return
      unseen.push(event)
    },
    async next<K extends Kind>(kind: K, what: string, fits: (event: EventOf<K>) => boolean) {
      const suits = (event: SimulatorEvent) => event.kind === kind && fits(event as EventOf<K>)
      const index = unseen.findIndex(suits)
      const event = index >= 0 ? unseen.splice(index, 1)[0] : await arrival(waiting, what, suits)
      return event as EventOf<K>
    },
  }
}

function arrival(
  waiting: Set<(event: SimulatorEvent) => boolean>,
  what: string,
  suits: (event: SimulatorEvent) => boolean,
): Promise<SimulatorEvent> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      waiting.delete(offer)
      reject(new Error(`[demo] waited ${patienceMs / 1000} s in vain for: ${what}`))
    }, patienceMs)
    const offer = (event: SimulatorEvent) => {
      if (!suits(event)) return false
      clearTimeout(timer)
      waiting.delete(offer)
      resolve(event)
      return true
    }
    waiting.add(offer)
  })
}
