import { parseArgs } from 'node:util'
import { forged } from './corpus.ts'
import { heavyBodies, medianCpuMs } from './cpu-time.ts'
import { hunt } from './hunt.ts'
import { closeShops } from './shops.ts'
import { validPayments, validRefunds } from './valid.ts'

// For `npm run test:long -- forged`: prints one figure a line, as `what: figure`.

const { values } = parseArgs({
  options: { count: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
})
const count = Number(values.count)
// Nearly every body is refused by an error, and a third of the time would go into stacks that nobody reads.
Error.stackTraceLimit = 0
const tell = (what: string, figure: string | number) => process.stdout.write(`${what}: ${figure}\n`)

for (const kind of ['A', 'B', 'C', 'D'] as const) {
  const ofKind = forged.filter((one) => one.kind === kind)
  const pay = ofKind.filter(({ door }) => door === 'pay').length
  tell(`forged bodies of class ${kind}`, `${pay} payments, ${ofKind.length - pay} refunds`)
}
tell('genuine bodies', `${validPayments.length} payments, ${validRefunds.length} refunds`)

const heavy = heavyBodies.map(([name, door, body]) => ({ name, ms: medianCpuMs(door, body) }))
const worst = heavy.reduce((slowest, one) => (one.ms > slowest.ms ? one : slowest))
tell('median CPU time of the worst body up to 64 KB', `${worst.ms.toFixed(2)} ms (${worst.name})`)

const startedAt = performance.now()
const { verdicts } = await hunt({ seed: Number(values.seed), count })
tell('mutations', `${count} (seed ${values.seed})`)
for (const [verdict, number] of Object.entries(verdicts)) tell(verdict, number)
tell('taken for something they are not', 0)
tell('mutations a second', Math.round((count * 1000) / (performance.now() - startedAt)))
closeShops()
