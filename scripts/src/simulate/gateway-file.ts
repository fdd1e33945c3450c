import { type Database, openDatabaseFile } from '@stack/standin-kit'

let opened: Database | undefined

/** The gateway's database, empty. One for all runs of a process, one run at a time: making tables costs more than a run. */
export function openGatewayFile(): Database {
  opened ??= openDatabaseFile(':memory:')
  const tables = opened.prepare<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all()
  // Those that refer to others were made after them.
  for (const { name } of tables.reverse()) opened.exec(`DELETE FROM ${name}`)
  return opened
}
