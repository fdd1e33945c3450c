import type { SessionState } from '@stack/miniprogram-runtime/client'

/** The part of the browser's `Storage` that is used. */
export interface BrowserStorage {
  readonly length: number
  key(index: number): string | null
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/** Storage of a mini program, separate for each mini program and user: every user has a phone of their own. */
export function keepStorage(store: BrowserStorage, appKey: string, openid: string) {
  const prefix = `${appKey}/${openid}/`
  return {
    getItem: (key: string) => store.getItem(prefix + key),
    setItem: (key: string, value: string) => store.setItem(prefix + key, value),
    removeItem: (key: string) => store.removeItem(prefix + key),
    keys: () =>
      Array.from({ length: store.length }, (_, index) => store.key(index) ?? '')
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length)),
  }
}

/** The open pages of a user, kept as long as the browser's tab is open. */
export function keepSession(store: BrowserStorage, appKey: string, openid: string) {
  const key = `${appKey}/${openid}`
  return {
    read: (): SessionState | null => {
      const text = store.getItem(key)
      return text === null ? null : JSON.parse(text)
    },
    write: (state: SessionState) => store.setItem(key, JSON.stringify(state)),
  }
}
