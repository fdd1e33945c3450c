import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Contents of files, by their path from the folder, with `/`. */
export type FolderFiles = Map<string, Buffer>

/** Reads every file of a folder; a path (file or folder) that `wanted` refuses is left out with all that is in it. */
export function readFolder(dir: string, wanted: (path: string) => boolean = () => true, prefix = ''): FolderFiles {
  const entries = readdirSync(dir, { withFileTypes: true }).filter(({ name }) => wanted(prefix + name))
  return new Map(
    entries.flatMap((entry): [string, Buffer][] => {
      const path = join(dir, entry.name)
      if (entry.isDirectory()) return [...readFolder(path, wanted, `${prefix}${entry.name}/`)]
      return entry.isFile() ? [[prefix + entry.name, readFileSync(path)]] : []
    }),
  )
}

/**
 * Makes a folder hold exactly these files. What is equal already is not touched; the files are this user's alone, some hold
 * tokens.
 */
export function writeFolder(dir: string, files: FolderFiles): void {
  const present = existsSync(dir) ? readFolder(dir) : new Map<string, Buffer>()
  for (const path of present.keys()) if (!files.has(path)) rmSync(join(dir, path))
  for (const [path, content] of files) {
    if (present.get(path)?.equals(content)) continue
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), content, { mode: 0o600 })
  }
}
