/** The part of the cloud database that is used: wx-server-sdk's `cloud.database()` and `@cloudbase/database` both have it. */
export interface CloudDatabase {
  command: DatabaseCommand
  collection(name: string): CloudCollection
  runTransaction<T>(run: (transaction: CloudTransaction) => Promise<T>, retries?: number): Promise<T>
}

/** Transaction; only `doc()` operations take part in it. */
export interface CloudTransaction {
  collection(name: string): { doc(id: string): CloudDocument }
}

/** Collection of documents. */
export interface CloudCollection extends CloudQuery {
  doc(id: string): CloudDocument
}

/** Query on a collection; each method returns a new one. */
export interface CloudQuery {
  where(condition: unknown): CloudQuery
  orderBy(field: string, order: 'asc' | 'desc'): CloudQuery
  limit(count: number): CloudQuery
  get(): Promise<{ data: Record<string, unknown>[] }>
  update(options: { data: Record<string, unknown> }): Promise<{ stats: { updated: number } }>
}

/** One document by its id. */
export interface CloudDocument {
  get(): Promise<{ data: Record<string, unknown> | null }>
  set(options: { data: Record<string, unknown> }): Promise<unknown>
  remove(): Promise<unknown>
  update(options: { data: Record<string, unknown> }): Promise<{ stats: { updated: number } }>
}

/** Query and update commands; opaque values that only the database reads. */
export interface DatabaseCommand {
  set(value: unknown): unknown
  inc(value: number): unknown
  lt(value: unknown): unknown
  lte(value: unknown): unknown
  gt(value: unknown): unknown
  in(values: unknown[]): unknown
  or(conditions: unknown[]): unknown
}
