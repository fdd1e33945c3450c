// @ts-check
'use strict'

const RealDate = Date
const realNow = Date.now
let offsetMs = 0

const stackNow = () => realNow() + offsetMs

// One set of instances for both constructors: `instanceof`, `util.types.isDate` and subclasses keep working, and what
// already holds the old constructor sees the stack's time through `now()` too.
const StackDate = new Proxy(RealDate, {
  apply: () => new RealDate(stackNow()).toString(),
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [stackNow()] : args, newTarget),
})
RealDate.now = stackNow
RealDate.prototype.constructor = StackDate
globalThis.Date = StackDate

/**
 * Sets how far `Date` is ahead of the real time. Timers, `performance.now()`, sockets and certificate checks do not go
 * through `Date` and keep real time.
 * @param {number} milliseconds
 */
module.exports = function setDateOffset(milliseconds) {
  offsetMs = milliseconds
}
