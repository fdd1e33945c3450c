export { type CompiledApp, type CompileOptions, compileMiniprogram } from './compile-miniprogram.ts'
export type { AppConfig } from './config/app-config.ts'
export type { Diagnostic } from './files/diagnostic.ts'
export { builtinTags } from './templates/builtin-tags.ts'
