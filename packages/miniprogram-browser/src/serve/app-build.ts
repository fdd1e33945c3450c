import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Diagnostic } from '@stack/miniprogram-compiler'
import { type CompiledApp, compileMiniprogram } from '@stack/miniprogram-compiler'

/** Which mini program, and what is loaded before it. */
export interface AppBuildOptions {
  dir: string
  preload?: string
  /** True if a changed file causes a new build. */
  watch: boolean
  /** Told of a build's diagnostics, one line each, unless they are those of the build before. */
  onDiagnostic: (line: string) => void
  /** Stands in for the compiler in tests. */
  compile?: typeof compileMiniprogram
}

/** The mini program as the browser loads it, built again when its files changed. */
export interface AppBuild {
  /** The build of the files as they are now. */
  fresh(): Promise<CompiledApp>
  /** The build that the page got last. */
  latest(): Promise<CompiledApp>
}

interface Built {
  app: CompiledApp
  /** Modification times of all inputs when the build began. */
  stamp: string
}

/** Makes the build; the first one happens with the first question. */
export function createAppBuild(options: AppBuildOptions): AppBuild {
  const { dir, preload, watch, onDiagnostic, compile = compileMiniprogram } = options
  let current: Promise<Built> | undefined
  let checking: Promise<Built> | undefined
  let told = ''

  const build = async (): Promise<Built> => {
    const app = await compile({ dir, ...(preload !== undefined && { preload }) })
    const lines = app.diagnostics.filter(({ own, level }) => own || level === 'error').map(lineOf)
    if (lines.join() !== told) for (const line of lines) onDiagnostic(line)
    told = lines.join()
    return { app, stamp: await stampOf(dir, app) }
  }
  const check = async (): Promise<Built> => {
    const built = await (current ?? build())
    const isFailed = built.app.diagnostics.some(({ level }) => level === 'error') // its inputs may be incomplete
    const isFresh = !watch || current === undefined || (!isFailed && built.stamp === (await stampOf(dir, built.app)))
    return isFresh ? built : build()
  }
  return {
    async fresh() {
      checking ??= check().finally(() => {
        checking = undefined
      })
      const built = await checking
      current = Promise.resolve(built)
      return built.app
    },
    async latest() {
      return current === undefined ? this.fresh() : (await current).app
    },
  }
}

function lineOf({ file, line, level, message }: Diagnostic): string {
  return `${file}${line === undefined ? '' : `:${line}`} ${level}: ${message}`
}

async function stampOf(dir: string, { inputs }: CompiledApp): Promise<string> {
  const times = await Promise.all(
    inputs.map((file) =>
      stat(join(dir, file)).then(
        ({ mtimeMs }) => mtimeMs,
        () => 'gone',
      ),
    ),
  )
  return times.join()
}
