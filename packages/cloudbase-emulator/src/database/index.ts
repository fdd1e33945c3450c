export type { CollectionManifest } from './collection.ts'
export { type AdminReply, createDatabase, type DatabaseOptions, type DocumentDatabase } from './create-database.ts'
