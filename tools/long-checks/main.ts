import { parseArgs } from 'node:util'
import { runCommand, UsageError } from '@stack/emulator-kit/cli'
import { steps } from './steps.ts'
import { writeEvidence } from './write-evidence.ts'

const help = `npm run test:long [-- NAME …] [-- --list]

耗时或需要额外下载的检查与测量；每一步把结果写进 docs/evidence/。
Checks and measurements that take long or need a download; each step writes docs/evidence/NAME.md. Without a name: all.

  --list   the steps
`

const list = steps.map(({ name, about }) => `  ${name.padEnd(18)} ${about}\n`).join('')

await runCommand(help, async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { list: { type: 'boolean' } } })
  if (values.list) {
    process.stdout.write(list)
    return
  }
  const unknown = positionals.find((name) => !steps.some((step) => step.name === name))
  if (unknown !== undefined) throw new UsageError(`[deep] there is no step ${unknown}. Steps:\n${list}`)
  const chosen = steps.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  for (const [index, step] of chosen.entries()) {
    const tell = (line: string) => void process.stdout.write(`[${index + 1}/${chosen.length} ${step.name}] ${line}\n`)
    const findings = await step.run(tell)
    for (const [what, figure] of findings.figures) tell(`${what}: ${figure}`)
    tell(`written: ${writeEvidence(step, findings)}`)
  }
})
