import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { applyChange } from './mutant/change.ts'
import type { Defect } from './mutant/defect.ts'
import { createSelector, type SelectedNode } from './mutant/select-node.ts'

/** A file as it is to be written, with a defect in it. */
export interface PlantedFile {
  /** Path from the root of the project, with `/`. */
  file: string
  sound: string
  planted: string
}

/**
 * Returns a function that computes the file of each defect of the project in `dir`, without writing it.
 *
 * @throws UsageError when a defect no longer applies
 */
export function createPlanter(dir: string): (defect: Defect) => PlantedFile {
  const select = createSelector(dir)
  return (defect) => {
    const selected: SelectedNode = select(defect.in, defect.at)
    return { file: selected.file, sound: selected.text, planted: applyChange(selected, defect.change) }
  }
}

/** Writes the file of a defect into the copy of the project in `dir`; the returned function takes it out again. */
export function plant(dir: string, { file, planted }: PlantedFile): () => void {
  const path = join(dir, file)
  const sound = readFileSync(path)
  writeFileSync(path, planted)
  return () => writeFileSync(path, sound)
}
