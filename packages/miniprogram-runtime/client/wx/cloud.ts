import type { Host } from '../api/host.ts'
import { type ApiResult, asyncFunction, WxFailure } from './call.ts'

const ABSENT = ['uploadFile', 'downloadFile', 'getTempFileURL', 'deleteFile', 'callContainer'] as const
const ABSENT_SYNC = ['database', 'connectContainer', 'CloudID', 'services', 'extend'] as const

/**
 * `wx.cloud` as far as calling functions goes; the other parts of it fail by name.
 * @param unsupported says in the console that a name was asked for which this client does not have
 * @see https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/Cloud.html
 */
export function cloudApi(host: Host, onError: (error: unknown) => void, unsupported: (name: string) => void): object {
  let initialised = false
  const callFunction = asyncFunction(
    'cloud.callFunction',
    {
      needs: { name: 'String' },
      run: async ({ name, data }) => {
        if (!initialised) throw new Error("Cloud API isn't enabled, please call wx.cloud.init first")
        // Through JSON as on the wire: functions and undefined do not travel, and both sides share nothing.
        const sent: unknown = JSON.parse(JSON.stringify(data ?? {}))
        return (await host.callFunction(name as string, sent)) as ApiResult
      },
    },
    onError,
  )
  const absent = ABSENT.map((name) => {
    const run = (): never => {
      unsupported(`cloud.${name}`)
      throw new WxFailure('not supported')
    }
    return [name, asyncFunction(`cloud.${name}`, { run }, onError)]
  })
  const absentSync = ABSENT_SYNC.map((name) => [
    name,
    () => {
      unsupported(`cloud.${name}`)
      throw new Error(`cloud.${name}:fail not supported`)
    },
  ])
  return {
    ...Object.fromEntries([...absent, ...absentSync]),
    init: () => {
      initialised = true
    },
    callFunction,
  }
}
