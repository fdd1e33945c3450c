export type {
  CloudDatabase,
  CloudDocument,
  CloudQuery,
  CloudTransaction,
  DatabaseCommand,
} from './database/cloud-database.ts'
export { ContestedError } from './database/contested-error.ts'
export { insertOnce } from './database/insert-once.ts'
export { listNewest, type Page, readCursor } from './database/list-newest.ts'
export { retryTransaction } from './database/retry-transaction.ts'
export type { CallContext } from './define/call-context.ts'
export { type Call, defineCall } from './define/define-call.ts'
export { defineTimer } from './define/define-timer.ts'
export { answerXml, type HttpAnswer, type HttpEvent, readHttpBody } from './platform/http-message.ts'
export { type Input, InputError, readInput } from './platform/input.ts'
export { openDatabase } from './platform/load-sdk.ts'
export { createLog, type Log, type LogEvent, type LogFields, maskOpenid } from './platform/log.ts'
export { once } from './platform/once.ts'
