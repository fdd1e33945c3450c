import type { EngineApi } from '../api/engine-api.ts'
import type { WxTable } from './call.ts'

const CODE_BYTES = 16

/** A code as `wx.login` gives it, one-time and made up: no server of WeChat's knows it, cloud functions need none. */
function loginCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(CODE_BYTES))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const nothing = (): void => {}

/** Logs go to the console at a level that does not count as a problem of the app. */
function logger(engine: EngineApi): object {
  const say =
    (level: string) =>
    (...parts: unknown[]): void =>
      engine.host.report(
        'warn',
        `[log ${level}] ${parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ')}`,
      )
  return {
    debug: nothing,
    log: nothing,
    info: nothing,
    warn: say('warn'),
    error: say('error'),
    setFilterMsg: nothing,
    addFilterMsg: nothing,
    tag: () => logger(engine),
  }
}

/** There is never a newer version here: what runs is what lies in the folder. */
const updateManager = (engine: EngineApi): object => ({
  onCheckForUpdate: (listener: (event: { hasUpdate: boolean }) => void) =>
    queueMicrotask(() => engine.callApp(listener, { hasUpdate: false })),
  onUpdateReady: nothing,
  onUpdateFailed: nothing,
  applyUpdate: () => {
    throw new Error('applyUpdate:fail update is not ready')
  },
})

/** Login, updates and logs. @see https://developers.weixin.qq.com/miniprogram/dev/api/open-api/login/wx.login.html */
export const accountApi = (engine: EngineApi): WxTable => ({
  async: {
    login: { run: () => ({ code: loginCode() }) },
    checkSession: { run: nothing },
    getPrivacySetting: { run: () => ({ needAuthorization: false, privacyContractName: '' }) },
  },
  plain: {
    getUpdateManager: () => updateManager(engine),
    getLogManager: () => logger(engine),
    getRealtimeLogManager: () => logger(engine),
  },
})
