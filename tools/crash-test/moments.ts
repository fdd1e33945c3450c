import { type FSWatcher, watch } from 'node:fs'

/**
 * Events that can be seen from outside:
 * - `call`: somebody's call goes out
 * - `answer`: somebody got an answer
 * - `cloud write`, `gateway write`: the file behind the database of the emulator, or of the simulator, was written
 */
export type MomentKind = 'call' | 'answer' | 'cloud write' | 'gateway write'

export const momentKinds: readonly MomentKind[] = ['call', 'answer', 'cloud write', 'gateway write']

/** Counts what happens, for those who wait for the n-th time. */
export interface Moments {
  note(kind: MomentKind): void
  /** Resolves at the n-th time from now on, or when it is all over. */
  nth(kind: MomentKind, count: number): Promise<void>
  /** Lets everybody go who still waits. */
  end(): void
}

/** Makes a counter; `files` are watched for writes by the log of an SQLite database, each in its folder. */
export function watchMoments(folders: Record<'cloud write' | 'gateway write', string>): Moments {
  const waiting = new Set<{ kind: MomentKind; left: number; resolve: () => void }>()
  let ended = false
  const note = (kind: MomentKind) => {
    for (const one of waiting) {
      if (one.kind !== kind) continue
      one.left -= 1
      if (one.left > 0) continue
      waiting.delete(one)
      one.resolve()
    }
  }
  const watchers: FSWatcher[] = (['cloud write', 'gateway write'] as const).map((kind) =>
    watch(folders[kind], (_event, file) => {
      if (file?.endsWith('-wal')) note(kind)
    }),
  )
  return {
    note,
    nth: (kind, count) =>
      new Promise((resolve) => {
        if (ended) resolve()
        else waiting.add({ kind, left: count, resolve })
      }),
    end() {
      ended = true
      for (const watcher of watchers) watcher.close()
      for (const { resolve } of waiting) resolve()
      waiting.clear()
    },
  }
}
