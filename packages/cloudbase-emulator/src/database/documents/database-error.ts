/** The codes that this database answers with; wx-server-sdk turns them into its negative numbers. */
export type DatabaseErrorCode =
  | 'DATABASE_COLLECTION_NOT_EXIST'
  | 'DATABASE_REQUEST_FAILED'
  | 'DATABASE_TRANSACTION_CONFLICT'
  | 'DATABASE_TRANSACTION_FAIL'
  | 'INVALID_PARAM'
  | 'SYS_ERR'

/** A refusal that goes to the caller as `{ code, message }`. */
export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode
  /** True if the developer is told even if the function catches it: the emulator causes it, not the cloud. */
  readonly loud: boolean

  constructor(code: DatabaseErrorCode, message: string, loud = false) {
    super(message)
    this.name = 'DatabaseError'
    this.code = code
    this.loud = loud
  }
}

/** A document that cannot be written, in the words of the document database; the action wraps it in the cloud's own. */
export class WriteError extends Error {
  override readonly name = 'WriteError'
}

const CONTACT_US = 'Please check your request, but if the problem persists, contact us.'

/** @see https://docs.cloudbase.net/error-code/basic */
export function collectionMissing(name: string): DatabaseError {
  return new DatabaseError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${name}. ${CONTACT_US}`,
  )
}

/** The cloud's own text is not known. */
export function collectionExists(name: string): DatabaseError {
  return new DatabaseError('DATABASE_REQUEST_FAILED', `[ResourceInUse] Table exist: ${name}. ${CONTACT_US}`)
}

/** @see https://github.com/TencentCloudBase/node-sdk (its transaction tests quote the text) */
export function transactionConflict(): DatabaseError {
  return new DatabaseError(
    'DATABASE_TRANSACTION_CONFLICT',
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${CONTACT_US}`,
  )
}

/** @see https://docs.cloudbase.net/en/error-code/DATABASE_TRANSACTION_FAIL */
export function transactionGone(): DatabaseError {
  return new DatabaseError(
    'DATABASE_TRANSACTION_FAIL',
    `[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. ${CONTACT_US}`,
  )
}

/** A transaction takes one operation at a time. */
export function transactionBusy(): DatabaseError {
  return new DatabaseError(
    'DATABASE_TRANSACTION_FAIL',
    `[ResourceUnavailable.TransactionBusy] Transaction is busy. ${CONTACT_US}`,
  )
}

/** Wraps what kept a document from being written as the cloud does. */
export function writeFailed(how: 'insert' | 'update', error: WriteError): DatabaseError {
  const message =
    how === 'insert'
      ? `[FailedOperation.Insert] bulk write error: [{${error.message}}]`
      : `[FailedOperation] multiple write errors: [{write errors: [{${error.message}}]}, {<nil>}]`
  return new DatabaseError('DATABASE_REQUEST_FAILED', message)
}

/** Something that the cloud may well do, but this emulator does not. */
export function notImplemented(what: string): DatabaseError {
  return new DatabaseError(
    'DATABASE_REQUEST_FAILED',
    `[cloudbase-emulator] not built in this emulator: ${what}. See docs/fidelity.md for what is.`,
    true,
  )
}

/** A request that no SDK sends. */
export function invalidRequest(what: string): DatabaseError {
  return new DatabaseError('INVALID_PARAM', `[cloudbase-emulator] ${what}`, true)
}
