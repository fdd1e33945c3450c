import type Libsql from 'libsql'

/** What a column can hold here. Money is integer fen and JSON is text, so neither bigint nor blob is needed. */
type SqlValue = string | number | null

/** One value per `?`, or one object for the names in `@name`, `:name`, `$name`. */
type SqlParameters = SqlValue[] | [Record<string, SqlValue>]

/** A prepared statement whose rows look as the caller of `prepare<Row>` says. */
export interface Statement<Row> {
  run(...parameters: SqlParameters): { changes: number; lastInsertRowid: number | bigint }
  get(...parameters: SqlParameters): Row | undefined
  all(...parameters: SqlParameters): Row[]
}

/** Puts a typed surface before a libsql statement and keeps out the values that crash it. */
export function wrapStatement<Row>(statement: Libsql.Statement): Statement<Row> {
  return {
    run: (...parameters) => statement.run(bindable(parameters)),
    get(...parameters) {
      const row = statement.get(bindable(parameters)) as (Row & { _metadata?: unknown }) | undefined
      if (row !== undefined) delete row._metadata // libsql adds its timing to the row of a get, and only there
      return row
    },
    all: (...parameters) => statement.all(bindable(parameters)) as Row[],
  }
}

/**
 * libsql ends the whole process at a boolean, stores NULL for undefined or NaN, loses digits beyond 2^53 and takes a
 * lone null for a set of named parameters. So values are checked here and always handed over as an array or an object.
 * @throws TypeError at a value that is not a string, a finite number or null
 */
function bindable(parameters: SqlParameters): SqlValue[] | Record<string, SqlValue> {
  const [first] = parameters
  const named = parameters.length === 1 && typeof first === 'object' && first !== null
  for (const [name, value] of Object.entries(named ? first : parameters)) {
    if (typeof value === 'string' || value === null || (typeof value === 'number' && isExact(value))) continue
    throw new TypeError(
      `[standin-kit] SQL parameter ${name} is ${typeof value} ${String(value)}. Give text, an exact number or null.`,
    )
  }
  return named ? first : (parameters as SqlValue[])
}

function isExact(value: number): boolean {
  return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value)
}
