// @ts-check
// Runs inside every function process, before and around the function's own code. Plain CommonJS, so that the process
// needs no loader and looks to the function like the cloud's Node.
'use strict'

const setDateOffset = require('./stack-date.cjs')

/** @typedef {import('./messages.ts').ToInstance} ToInstance */
/** @typedef {import('./messages.ts').FromInstance} FromInstance */

// The vendor's own limit and text: runtime/nodejs/bootstrap.js of @cloudbase/cli 2.12.10.
const MAX_RESULT_LENGTH = 6 * 1024 * 1024
const RESULT_TOO_LONG = 'body size is too long'

if (process.send === undefined) throw new Error('[cloudbase-emulator] runtime.cjs is started by the function host only')
const send = process.send.bind(process)
delete process.send // in the cloud there is none
// Taken before the function can replace them: the end mark must arrive whatever it does to its console.
const outputs = [process.stdout, process.stderr].map((stream) => stream.write.bind(stream))

/** @type {(event: unknown, context: object) => unknown} */
let handler
/** @type {string[]} */
let callKeys = []

process.on('message', (/** @type {ToInstance} */ message) => {
  setDateOffset(message.offsetMs)
  if (message.type === 'load') answer(load(message.entry))
  else void invoke(message)
})
// The emulator is gone, even if it crashed: nobody is left to end this process.
process.on('disconnect', () => process.exit())

/**
 * @param {string} entry
 * @returns {FromInstance}
 */
function load(entry) {
  try {
    const { main } = require(entry)
    if (typeof main !== 'function') throw new Error(`index.main is ${typeof main}, not a function, in ${entry}`)
    if (main.length > 2) throw new Error(`index.main wants a callback, not built here: return a promise, in ${entry}`)
    handler = main
    return { type: 'ok', json: 'null' }
  } catch (error) {
    return { type: 'failed', error: describe(error) }
  }
}

/** @param {Extract<ToInstance, { type: 'invoke' }>} message */
async function invoke(message) {
  rewriteEnvironment(message)
  answer(await run(message), message.endMark)
}

/**
 * @param {FromInstance} message
 * @param {string} [endMark]
 */
function answer(message, endMark) {
  if (message.type === 'failed') outputs[1]?.(`${message.error}\n`)
  if (endMark !== undefined) for (const write of outputs) write(`${endMark}\n`)
  send(message)
}

/**
 * @param {Extract<ToInstance, { type: 'invoke' }>} message
 * @returns {Promise<FromInstance>}
 */
async function run({ event, context }) {
  try {
    const result = await handler(event, context)
    const json = JSON.stringify(result) ?? 'null'
    return json.length > MAX_RESULT_LENGTH ? { type: 'failed', error: RESULT_TOO_LONG } : { type: 'ok', json }
  } catch (error) {
    return { type: 'failed', error: describe(error) }
  }
}

/** @param {Extract<ToInstance, { type: 'invoke' }>} message */
function rewriteEnvironment({ environment, keepStale }) {
  if (!keepStale) for (const key of callKeys) delete process.env[key]
  Object.assign(process.env, environment)
  callKeys = Object.keys(environment)
}

/** @param {unknown} error */
function describe(error) {
  return error instanceof Error
    ? (error.stack ?? error.message)
    : `${String(error)}(callback err is not instance of Error)`
}
