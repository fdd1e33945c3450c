import { Script } from 'node:vm'
import { watchedTimers } from './idle.ts'

const NAMES = Object.keys(watchedTimers)

/** Runs a browser bundle in this realm, so that a test's values and the app's are of one kind. Returns what `result` names. */
export function runScript(filename: string, text: string, result = 'undefined'): unknown {
  const script = new Script(`(function (${NAMES.join(',')}) {${text}\nreturn ${result}\n})`, { filename })
  return script.runInThisContext()(...Object.values(watchedTimers))
}
