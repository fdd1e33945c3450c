export { type Database, openDatabaseFile } from './open-database-file.ts'
export type { Statement } from './sql-statement.ts'
