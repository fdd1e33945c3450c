import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { availableParallelism } from 'node:os'
import type { TestProject } from 'vitest/node'
import { flowNames } from '../src/simulate/flows.ts'
import { type Outcome, runAllInWorkers, type Work } from '../src/simulate/run-workers.ts'

/** What the tests ask about, over HTTP: `/faults` and `/seeds`. The answer comes when it is known. */
export type Finding = Omit<Outcome, 'counters'> & { counters: [cell: string, count: number][] }

declare module 'vitest' {
  export interface ProvidedContext {
    simulationUrl: string
  }
}

const works: Work[] = [
  { kind: 'faults', flows: flowNames, faults: 1 },
  { kind: 'seeds', from: 1, seeds: 10_000 },
]

/**
 * Begins the long part of the simulation before any test: its processes are of low priority and take what the other tests
 * leave of the cores. `simulation.test.ts` comes last and asks what was found.
 */
export default async function begin({ provide }: TestProject): Promise<() => void> {
  const outcomes = runAllInWorkers(works, availableParallelism())
  const found: Record<string, Promise<Answer>> = {
    '/faults': settled(outcomes, 0),
    '/seeds': settled(outcomes, 1),
  }
  const server = createServer(async ({ url = '' }, response: ServerResponse) => {
    const answer = await found[url]
    response.writeHead(answer === undefined ? 404 : answer.status).end(answer?.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  provide('simulationUrl', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return () => {
    server.close()
    server.closeAllConnections()
  }
}

interface Answer {
  status: number
  body: string
}

/** A failure is told to whoever asks, which may be minutes later. */
async function settled(outcomes: Promise<Outcome[]>, index: number): Promise<Answer> {
  try {
    const outcome = (await outcomes)[index]
    if (outcome === undefined) return { status: 500, body: 'it was not run: what came before failed' }
    const { counters, ...rest } = outcome
    return { status: 200, body: JSON.stringify({ ...rest, counters: [...counters] } satisfies Finding) }
  } catch (error) {
    return { status: 500, body: String(error) }
  }
}
