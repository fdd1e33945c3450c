import { type Database, openDatabaseFile } from '@stack/emulator-kit/database'

interface Kept {
  database: Database
  /** Empties every table, those first that refer to others. */
  clear(): void
}

let kept: Kept | undefined

/** The gateway's database, empty. One for all runs of a process, one run at a time: making tables costs more than a run. */
export function openGatewayFile(): Database {
  kept ??= keep(openDatabaseFile(':memory:'))
  kept.clear()
  return kept.database
}

/** The same file under every run: its tables stay, and each statement is prepared once. */
function keep(file: Database): Kept {
  const statements = new Map<string, ReturnType<Database['prepare']>>()
  const made = new Set<string>()
  let emptyAll = ''
  const writeEmptyAll = () =>
    file
      .prepare<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
      .all()
      .map(({ name }) => `DELETE FROM ${name};`)
      .reverse()
      .join('')
  const prepare = (sql: string) => {
    const statement = statements.get(sql) ?? file.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  return {
    database: {
      ...file,
      exec(sql) {
        if (made.has(sql)) return
        file.exec(sql)
        made.add(sql)
        emptyAll = writeEmptyAll()
      },
      prepare: prepare as Database['prepare'],
    },
    clear: () => file.exec(emptyAll),
  }
}
