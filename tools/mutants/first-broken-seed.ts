import { isSafeguard, runSeed } from '@stack/simulation'

/**
 * Run in a copy of the project with a number of seeds, and perhaps a safeguard to do without: writes the first seed that
 * breaks an invariant, as JSON, or `null`.
 */
async function firstBrokenSeed(seeds: number, without = '') {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { violation } = await runSeed(seed, new Map(), undefined, isSafeguard(without) ? without : undefined)
    if (violation !== undefined) return { seed, invariant: violation.invariant }
  }
  return null
}

const [seeds, without] = process.argv.slice(2)
process.stdout.write(JSON.stringify(await firstBrokenSeed(Number(seeds), without)))
