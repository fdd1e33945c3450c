import { Emitter } from '../api/emitter.ts'
import type { EventChannel } from '../api/engine-api.ts'

type Call = (listener: (...args: never[]) => void, args: unknown[]) => void

/** The two ends of the channel between an opener and the page it opens: what one emits the other hears. */
export function eventChannels(call: Call): { opener: EventChannel; opened: EventChannel } {
  const toOpener = new Emitter(call)
  const toOpened = new Emitter(call)
  const end = (hears: Emitter, tells: Emitter): EventChannel => ({
    on: (name, listener) => hears.on(name, listener),
    once: (name, listener) => hears.once(name, listener),
    off: (name, listener) => hears.off(name, listener),
    emit: (name, ...args) => tells.emit(name, ...args),
  })
  return { opener: end(toOpener, toOpened), opened: end(toOpened, toOpener) }
}
