export {
  type AdminReply,
  createDatabase,
  type DatabaseOptions,
  type DocumentDatabase,
} from './database/api/create-database.ts'
export type { FunctionLog } from './host/function-log.ts'
export { EmulatorError, type EmulatorErrorCode } from './shared/emulator-error.ts'
export { type Emulator, type EmulatorOptions, startEmulator } from './start-emulator.ts'
