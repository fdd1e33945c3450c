import { propertyFiles, runProperties } from './run-properties.ts'
import type { Step } from './step.ts'

const orderModel = 'packages/order/test/order-properties.test.ts'
const seeds = 50
const runs = 5000
/** Time for the properties of everything else, seed after seed; at least one. */
const othersForMs = 5 * 60_000
const timeoutMs = 20 * 60_000

/** Fresh seeds for the properties, which `npm test` tries on the same values every time. */
export const properties: Step = {
  name: 'properties',
  about: `${seeds} fresh seeds of ${runs.toLocaleString('en')} walks through the order model; fresh seeds of all other properties`,
  async run(tell) {
    const startedAt = Date.now()
    const from = 1 + Math.floor(Math.random() * 1_000_000_000)
    for (let index = 0; index < seeds; index += 1) {
      await runProperties({ seed: from + index, runs, files: [orderModel], timeoutMs })
      tell(`order model: ${index + 1} of ${seeds} seeds, ${Math.round((Date.now() - startedAt) / 1000)} s`)
    }
    const others = propertyFiles().filter((file) => file !== orderModel)
    const othersAt = Date.now()
    let tried = 0
    while (tried === 0 || (tried < seeds && Date.now() - othersAt < othersForMs)) {
      await runProperties({ seed: from + tried, runs, files: others, timeoutMs })
      tried += 1
      tell(`other properties: ${tried} seeds, ${Math.round((Date.now() - othersAt) / 1000)} s`)
    }
    return {
      figures: [
        ['seeds of the order model', `${seeds}, from ${from}`],
        ['walks', String(seeds * runs)],
        ['broken rules', '0'],
        ['other files with properties', String(others.length)],
        ['seeds of them', String(tried)],
        ['time', `${Math.round((Date.now() - startedAt) / 1000)} s`],
      ],
      notes: ['One seed: `npm run properties -- --seed N`. A failure shows the counterexample and that command.'],
    }
  },
}
