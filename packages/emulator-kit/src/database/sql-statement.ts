import type Libsql from 'libsql'

/** Value of a column. Money is integer fen and JSON is text, so neither bigint nor blob is needed. */
type SqlValue = string | number | null

/** One value per `?`, or one object for the names in `@name`, `:name`, `$name`. */
type SqlParameters = SqlValue[] | [Record<string, SqlValue>]

/** A prepared statement whose rows look as the caller of `prepare<Row>` says. */
export interface Statement<Row> {
  run(...parameters: SqlParameters): { changes: number; lastInsertRowid: number | bigint }
  get(...parameters: SqlParameters): Row | undefined
  all(...parameters: SqlParameters): Row[]
}

/**
 * Puts `?` for every named parameter: libsql looks each name up anew, which takes longer than to write a row. Literals are
 * not looked for, so none may hold `@`, `:` or `$` before a letter.
 */
export function numberParameters(sql: string): { sql: string; names: string[] } {
  const names: string[] = []
  const numbered = sql.replace(/[@:$]([A-Za-z_]\w*)/g, (_, name: string) => {
    names.push(name)
    return '?'
  })
  return { sql: numbered, names }
}

/**
 * Puts a typed surface before a libsql statement and keeps out the values that crash it. `names` are those of its
 * parameters, in order. `used` is called before each use.
 */
export function wrapStatement<Row>(statement: Libsql.Statement, names: string[], used: () => void): Statement<Row> {
  const columns = statement.columns().map(({ name }) => name)
  // Rows come as lists: libsql takes far longer to name every value, and puts its timing among them.
  if (columns.length > 0) statement.raw()
  const toRow = (values: unknown[]) => {
    const row: Record<string, unknown> = {}
    for (let index = 0; index < columns.length; index += 1) row[columns[index] as string] = values[index]
    return row as Row
  }
  return {
    run(...parameters) {
      used()
      return statement.run(bindable(parameters, names))
    },
    get(...parameters) {
      used()
      const values = statement.get(bindable(parameters, names)) as unknown[] | undefined
      return values && toRow(values)
    },
    all(...parameters) {
      used()
      return (statement.all(bindable(parameters, names)) as unknown[][]).map(toRow)
    },
  }
}

/**
 * libsql ends the whole process at a boolean, stores NULL for undefined or NaN, loses digits beyond 2^53 and takes a
 * lone null for a set of named parameters. So values are checked here and always handed over as an array.
 * @throws TypeError at a value that is not a string, a finite number or null
 */
function bindable(parameters: SqlParameters, names: string[]): SqlValue[] {
  const [first] = parameters
  if (parameters.length === 1 && typeof first === 'object' && first !== null) {
    return names.map((name) => checked(name, first[name]))
  }
  return (parameters as SqlValue[]).map((value, index) => checked(index, value))
}

function checked(name: string | number, value: unknown): SqlValue {
  if (typeof value === 'string' || value === null || (typeof value === 'number' && isExact(value))) return value
  throw new TypeError(
    `[emulator-kit] SQL parameter ${name} is ${typeof value} ${String(value)}. Give text, an exact number or null.`,
  )
}

function isExact(value: number): boolean {
  return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value)
}
