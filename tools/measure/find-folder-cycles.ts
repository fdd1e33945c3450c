import { posix } from 'node:path'
import type { FileMeasures } from './measure-file.ts'

type Edges = Map<string, Set<string>>

/** Returns the folders that each folder imports from, by the relative imports of its files. */
function connectFolders(measures: ReadonlyMap<string, Pick<FileMeasures, 'imports'>>): Edges {
  const edges: Edges = new Map()
  for (const [file, { imports }] of measures) {
    const folder = posix.dirname(file)
    for (const specifier of imports) {
      const path = posix.join(folder, specifier)
      // Mini programs and bundles import without an extension.
      const target = [path, `${path}.ts`, `${path}/index.ts`].find((candidate) => measures.has(candidate))
      if (target === undefined || posix.dirname(target) === folder) continue
      edges.set(folder, (edges.get(folder) ?? new Set()).add(posix.dirname(target)))
    }
  }
  return edges
}

/** Returns, for each folder that imports lead to from a folder, the shortest chain to it; both ends are in the chain. */
function followImports(edges: Edges, start: string): Map<string, string[]> {
  const chains = new Map<string, string[]>()
  const queue = [[start]]
  for (const chain of queue) {
    for (const next of edges.get(chain.at(-1) ?? start) ?? []) {
      if (chains.has(next)) continue
      chains.set(next, [...chain, next])
      queue.push([...chain, next])
    }
  }
  return chains
}

/**
 * Finds the folders that import each other in a circle, types included.
 *
 * @param measures by path from the root of the project
 * @returns one chain, the same folder at both ends, for each group of folders that all lead to each other
 */
export function findFolderCycles(measures: ReadonlyMap<string, Pick<FileMeasures, 'imports'>>): string[][] {
  const edges = connectFolders(measures)
  const reached = new Map([...edges.keys()].map((folder) => [folder, followImports(edges, folder)]))
  const grouped = new Set<string>()
  return [...reached].flatMap(([folder, chains]) => {
    const cycle = chains.get(folder)
    if (cycle === undefined || grouped.has(folder)) return []
    for (const other of chains.keys()) if (reached.get(other)?.has(folder)) grouped.add(other)
    return [cycle]
  })
}
