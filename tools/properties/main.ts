import { parseArgs } from 'node:util'
import { runCommand, UsageError } from '@stack/emulator-kit/cli'
import { propertyFiles, runProperties } from '../long-checks/run-properties.ts'

const help = `npm run properties [-- --seed N] [-- --runs N] [-- FILE …]

用另一批随机值检验各项性质；失败时给出反例和重现命令。
Tries the properties on the values of another seed; a failure shows the counterexample and the command that repeats it.

  --seed N   the seed; default: drawn anew
  --runs N   walks of the order model; default 5000
  FILE       test files; default: all that hold properties
`

const hourMs = 3_600_000

function toCount(name: string, text: string): number {
  const count = Number(text)
  if (Number.isSafeInteger(count) && count >= 1 && count <= 0x7fffffff) return count
  throw new UsageError(`[properties] --${name} is ${text}; expected a whole number from 1`)
}

await runCommand(help, async () => {
  const options = { seed: { type: 'string' }, runs: { type: 'string', default: '5000' } } as const
  const { positionals, values } = parseArgs({ allowPositionals: true, options })
  const seed = values.seed === undefined ? 1 + Math.floor(Math.random() * 0x7ffffffe) : toCount('seed', values.seed)
  const runs = toCount('runs', values.runs)
  const known = propertyFiles()
  const files = positionals.length > 0 ? positionals : known
  const unknown = files.find((file) => !known.includes(file))
  if (unknown !== undefined) {
    throw new UsageError(`[properties] ${unknown} holds no properties. These do:\n${known.join('\n')}`)
  }
  process.stdout.write(`[properties] seed ${seed}, ${files.length} files\n`)
  await runProperties({ seed, runs, files, timeoutMs: hourMs })
  process.stdout.write('[properties] every property holds\n')
})
