import type { Host } from '../api/host.ts'
import { type TypeName, typeName, WxFailure, type WxTable } from './call.ts'

const ENTRY_LIMIT_BYTES = 1024 * 1024
const TOTAL_LIMIT_BYTES = 10 * ENTRY_LIMIT_BYTES

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/**
 * `wx.setStorage` and its kin over the host's store: 1 MB a key, 10 MB in all; values survive as JSON keeps them.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.setStorage.html
 */
export function storageApi(host: Host): WxTable {
  const store = host.storage
  const usedBytes = (except?: string): number =>
    store.keys().reduce((sum, key) => (key === except ? sum : sum + bytesOf(store.getItem(key) ?? '')), 0)
  const has = (key: string): boolean => store.getItem(key) !== null
  const read = (key: string): unknown => {
    const text = store.getItem(key)
    return text === null ? '' : (JSON.parse(text) as { data?: unknown }).data
  }
  const write = (key: string, data: unknown): void => {
    const text = JSON.stringify({ data })
    if (bytesOf(text) > ENTRY_LIMIT_BYTES) throw new WxFailure('entry size limit reached')
    if (usedBytes(key) + bytesOf(text) > TOTAL_LIMIT_BYTES) throw new WxFailure('exceed storage max size 10Mb')
    store.setItem(key, text)
  }
  const writeAll = (list: KeyValue[]): void => {
    for (const { key, value } of list) write(key, value)
  }
  const remove = (key: string): void => store.removeItem(key)
  const clear = (): void => store.keys().forEach(remove)
  const info = () => ({
    keys: store.keys(),
    currentSize: Math.ceil(usedBytes() / 1024),
    limitSize: TOTAL_LIMIT_BYTES / 1024,
  })
  const need = { key: 'String' } as const satisfies Record<string, TypeName>
  return {
    async: {
      setStorage: { needs: need, run: ({ key, data }) => write(key as string, data) },
      getStorage: {
        needs: need,
        run: ({ key }) => {
          if (!has(key as string)) throw new WxFailure('data not found')
          return { data: read(key as string) }
        },
      },
      removeStorage: { needs: need, run: ({ key }) => remove(key as string) },
      clearStorage: { run: clear },
      getStorageInfo: { run: info },
      batchSetStorage: {
        needs: { kvList: 'Array' },
        run: ({ kvList }) => writeAll(kvList as KeyValue[]),
      },
      batchGetStorage: {
        needs: { keyList: 'Array' },
        run: ({ keyList }) => ({ dataList: (keyList as string[]).map(read) }),
      },
    },
    plain: syncStorage({ read, write, writeAll, remove, clear, info }),
  }
}

interface KeyValue {
  key: string
  value: unknown
}

interface Store {
  read(key: string): unknown
  write(key: string, data: unknown): void
  writeAll(list: KeyValue[]): void
  remove(key: string): void
  clear(): void
  info(): unknown
}

function syncStorage(store: Store): Record<string, unknown> {
  const sync =
    <T extends unknown[], R>(name: string, run: (...args: T) => R, needsKey = true) =>
    (...args: T): R => {
      if (needsKey && typeof args[0] !== 'string') {
        throw new Error(`${name}:fail parameter error: parameter should be String instead of ${typeName(args[0])};`)
      }
      try {
        return run(...args)
      } catch (error) {
        throw error instanceof WxFailure ? new Error(`${name}:fail ${error.message}`) : error
      }
    }
  return {
    setStorageSync: sync('setStorageSync', store.write),
    getStorageSync: sync('getStorageSync', store.read),
    removeStorageSync: sync('removeStorageSync', store.remove),
    clearStorageSync: sync('clearStorageSync', store.clear, false),
    getStorageInfoSync: sync('getStorageInfoSync', store.info, false),
    batchSetStorageSync: sync('batchSetStorageSync', store.writeAll, false),
    batchGetStorageSync: sync('batchGetStorageSync', (keys: string[]) => keys.map(store.read), false),
  }
}
