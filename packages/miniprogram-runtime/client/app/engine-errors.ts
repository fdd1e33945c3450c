import * as glassEasel from 'glass-easel'
import type { AppLifecycle } from '../api/app-lifecycle.ts'
import type { Host } from '../api/host.ts'

/** `change:x` of WXS watches any attribute `x`, also one that the tag itself does not know. */
function isWatched(message: string, element: object | undefined): boolean {
  const name = /^"(.+)" is not a valid property$/.exec(message)?.[1]
  const { _$wxTmplArgs: template } = (element ?? {}) as { _$wxTmplArgs?: { changeProp?: Record<string, unknown> } }
  return name !== undefined && template?.changeProp?.[name] !== undefined
}

/**
 * Takes what glass-easel catches in lifetimes, observers and listeners to the app's own error handling, and its warnings
 * to the host. Returns what ends it.
 */
export function listenToEngineErrors(lifecycle: AppLifecycle, host: Host): () => void {
  const failed = (error: unknown): boolean => {
    lifecycle.failed(error)
    return false
  }
  const warned = (message: string, component: glassEasel.GeneralComponent | string, at?: glassEasel.Node): boolean => {
    if (isWatched(message, at)) return false
    const where = typeof component === 'string' ? component : component.is
    // What a package from npm does is not the app's own to mend.
    if (!`${where} ${message}`.includes('miniprogram_npm/'))
      host.report('warn', `[miniprogram-browser] ${where}: ${message}`)
    return false
  }
  glassEasel.addGlobalErrorListener(failed)
  glassEasel.addGlobalWarningListener(warned)
  return () => {
    glassEasel.removeGlobalErrorListener(failed)
    glassEasel.removeGlobalWarningListener(warned)
  }
}

/** Takes promises of app code that fail and are awaited by nobody to the app. Returns what ends it. */
export function listenToRejections(lifecycle: AppLifecycle, { document }: Host): () => void {
  const view = document.defaultView
  const rejected = (event: PromiseRejectionEvent): void => {
    // The host says it; the browser's own line would be the same again.
    event.preventDefault()
    lifecycle.rejected(event.reason, event.promise)
  }
  view?.addEventListener('unhandledrejection', rejected)
  return () => view?.removeEventListener('unhandledrejection', rejected)
}
