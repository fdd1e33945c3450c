import { type Database, openDatabaseFile } from '@stack/emulator-kit/database'
import { readDocument, type StoredDocument } from '../documents/stored-document.ts'

/** One document's new version, or its removal, as a commit brings it. */
export interface Change {
  collection: string
  idKey: string
  document: StoredDocument | undefined
}

/** File of the committed documents: one row per document, which any SQLite tool can read. */
export interface DocumentFile {
  /** Everything kept, in insertion order. */
  documents(): Iterable<{ collection: string; document: StoredDocument }>
  /** Collections made while running, beside the declared ones. */
  collections(): string[]
  addCollection(name: string): void
  /** Makes all changes durable, or none. */
  write(changes: Change[]): void
  close(): void
}

const TABLES = `
  CREATE TABLE IF NOT EXISTS collections (name TEXT PRIMARY KEY) STRICT;
  CREATE TABLE IF NOT EXISTS documents (
    position INTEGER PRIMARY KEY,
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (collection, id)
  ) STRICT;
`

/** Stands in for the file of a database in memory: its documents live in the committed store anyway. */
const NOWHERE: DocumentFile = {
  documents: () => [],
  collections: () => [],
  addCollection: () => undefined,
  write: () => undefined,
  close: () => undefined,
}

/** Opens the file, made when missing; `:memory:` keeps nothing. */
export function openDocumentFile(path: string): DocumentFile {
  if (path === ':memory:') return NOWHERE
  const file: Database = openDatabaseFile(path)
  file.exec(TABLES)
  const put = file.prepare(
    'INSERT INTO documents (collection, id, body) VALUES (?, ?, ?) ON CONFLICT (collection, id) DO UPDATE SET body = excluded.body',
  )
  const remove = file.prepare('DELETE FROM documents WHERE collection = ? AND id = ?')
  const writeOne = ({ collection, idKey, document }: Change) => {
    if (document === undefined) remove.run(collection, idKey)
    else put.run(collection, idKey, document.text)
  }
  const writeAll = file.transaction((changes: Change[]) => changes.forEach(writeOne))
  return {
    *documents() {
      const rows = file
        .prepare<{ collection: string; body: string }>('SELECT collection, body FROM documents ORDER BY position')
        .all()
      for (const row of rows) yield { collection: row.collection, document: readDocument(row.body) }
    },
    collections: () =>
      file
        .prepare<{ name: string }>('SELECT name FROM collections')
        .all()
        .map((row) => row.name),
    addCollection: (name) => void file.prepare('INSERT INTO collections (name) VALUES (?)').run(name),
    write(changes) {
      const [first] = changes
      if (first !== undefined && changes.length === 1) writeOne(first)
      else writeAll(changes)
    },
    close: () => file.close(),
  }
}
