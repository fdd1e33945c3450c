import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { applyChange } from './mutant/change.ts'
import type { Mutant } from './mutant/mutant.ts'
import { createSelector, type SelectedNode } from './mutant/select-node.ts'

/** A file as it is to be written, with a mutant in it. */
export interface PlantedFile {
  /** Path from the root of the project, with `/`. */
  file: string
  sound: string
  planted: string
}

/**
 * Returns a function that computes the file of each mutant of the project in `dir`, without writing it.
 *
 * @throws UsageError when a mutant no longer applies
 */
export function createPlanter(dir: string): (mutant: Mutant) => PlantedFile {
  const select = createSelector(dir)
  return (mutant) => {
    const selected: SelectedNode = select(mutant.in, mutant.at)
    return { file: selected.file, sound: selected.text, planted: applyChange(selected, mutant.change) }
  }
}

/** Writes the file of a mutant into the copy of the project in `dir`; the returned function takes it out again. */
export function plant(dir: string, { file, planted }: PlantedFile): () => void {
  const path = join(dir, file)
  const sound = readFileSync(path)
  writeFileSync(path, planted)
  return () => writeFileSync(path, sound)
}
