import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Libsql from 'libsql'
import { numberParameters, type Statement, wrapStatement } from './sql-statement.ts'

/** An open database file: synchronous, and durable after every statement outside a transaction. */
export interface Database {
  /** Runs any number of statements that take no parameters and give no rows. */
  exec(sql: string): void
  prepare<Row = Record<string, unknown>>(sql: string): Statement<Row>
  /** Wraps `work` so that a call either does all of it or, when it throws, nothing. Not to be nested. */
  transaction<Parameters extends unknown[], Result>(
    work: (...parameters: Parameters) => Result,
  ): (...parameters: Parameters) => Result
  /** Makes a `read` that looks at the database anew only where something may have been written since its last answer. */
  remember<Value>(read: () => Value): () => Value
  close(): void
}

// A stack that is just being restarted may need a moment to let go of the file.
const BUSY_TIMEOUT_MS = 1000

/**
 * Opens an SQLite database (`:memory:` allowed) for this process alone, with write-ahead log and a disk sync at every
 * commit. The folder is made when missing.
 * @throws Error when another process has the file open, or it is no database
 * @see https://www.sqlite.org/pragma.html#pragma_locking_mode
 */
export function openDatabaseFile(file: string): Database {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const connection = new Libsql(file)
  try {
    connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
    connection.pragma('locking_mode = EXCLUSIVE')
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
    connection.exec('BEGIN EXCLUSIVE; COMMIT') // takes the lock now; the system frees it however the process ends
  } catch (error) {
    connection.close()
    throw explain(error, file)
  }
  let open = true
  // Nobody else can write, so these count every time at which something here may have changed.
  let changes = 0
  const changed = () => {
    changes += 1
  }
  return {
    exec(sql) {
      changed()
      connection.exec(sql)
    },
    prepare(named) {
      const { sql, names } = numberParameters(named)
      return wrapStatement(connection.prepare(sql), names, /^\s*SELECT\b/i.test(sql) ? () => undefined : changed)
    },
    transaction: (work) => undoable(connection, work, changed),
    remember(read) {
      let known: { value: ReturnType<typeof read>; at: number } | undefined
      return () => {
        if (known?.at !== changes) known = { value: read(), at: changes }
        return known.value
      }
    },
    close() {
      if (!open) return
      open = false
      release(connection)
      connection.close()
    },
  }
}

/** Makes a transaction of `work`; calls `undone` when all of it has been taken back. */
function undoable<Parameters extends unknown[], Result>(
  connection: Libsql.Database,
  work: (...parameters: Parameters) => Result,
  undone: () => void,
): (...parameters: Parameters) => Result {
  const run = connection.transaction(work as (...parameters: unknown[]) => unknown) as typeof work
  return (...parameters) => {
    try {
      return run(...parameters)
    } catch (error) {
      undone()
      throw error
    }
  }
}

/**
 * Gives the lock back by hand: libsql's own close waits until every statement has been garbage-collected, so a restart
 * in the same process would find the file locked. An exclusive lock on a write-ahead log ends only with that log.
 */
function release(connection: Libsql.Database): void {
  connection.pragma('journal_mode = DELETE')
  connection.pragma('locking_mode = NORMAL')
  connection.prepare('SELECT count(*) FROM sqlite_schema').all()
}

function explain(error: unknown, file: string): Error {
  const cause = error instanceof Error ? error : new Error(String(error))
  const busy = 'code' in cause && cause.code === 'SQLITE_BUSY'
  const message = busy
    ? `another stack is running on this data folder: ${file} is locked. Stop that one, or choose another data folder.`
    : `${file} cannot be opened as a database: ${cause.message}. Move the file away to start with an empty one.`
  return new Error(`[emulator-kit] ${message}`, { cause })
}
