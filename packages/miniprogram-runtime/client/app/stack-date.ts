/** A `Date` whose present is `now()` (epoch ms): what the app's modules and WXS see. Timers stay real. */
export function stackDate(now: () => number): DateConstructor {
  function StackDate(this: unknown, ...args: unknown[]): Date | string {
    if (new.target === undefined) return new Date(now()).toString()
    return Reflect.construct(Date, args.length === 0 ? [now()] : args, new.target) as Date
  }
  // Dates made elsewhere (from the cloud's answer) are Dates here, too: the prototype is shared.
  StackDate.prototype = Date.prototype
  return Object.assign(StackDate, {
    now: () => Math.floor(now()),
    parse: Date.parse,
    UTC: Date.UTC,
  }) as unknown as DateConstructor
}
