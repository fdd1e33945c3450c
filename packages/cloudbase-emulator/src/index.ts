export { type AdminReply, createDatabase, type DatabaseOptions, type DocumentDatabase } from './database/index.ts'
export { EmulatorError, type EmulatorErrorCode } from './emulator-error.ts'
export type { FunctionLog } from './host/function-log.ts'
export { type Emulator, type EmulatorOptions, startEmulator } from './start-emulator.ts'
