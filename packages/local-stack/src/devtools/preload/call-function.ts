import type { Callbacks, LocalStack, Wx } from './local-stack.ts'
import { post } from './post.ts'
import { settle, wxFailure } from './settle.ts'

interface CallOptions extends Callbacks {
  name: string
  data?: object
}

interface CallReply {
  errMsg: string
  result?: unknown
  requestID?: string
  errCode?: number
}

// The SDK's own number for a call that failed before the function answered:
// https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference/errcode.html
const callFailed = -404011

async function call(wx: Wx, { callUrl }: LocalStack, openid: string, { name, data = {} }: CallOptions) {
  const said = await post(wx, `${callUrl}/${name}`, { openid, source: 'wx_devtools', data })
  if ('refused' in said) {
    throw wxFailure(`cloud.callFunction:fail ${said.refused}`, { errCode: callFailed })
  }
  const { errMsg, ...rest } = said.answer as CallReply
  if (rest.errCode !== undefined) throw wxFailure(errMsg, rest)
  return { errMsg, ...rest }
}

/**
 * `wx.cloud.callFunction` for one user, over the call API of the local cloud.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/functions/Cloud.callFunction.html
 */
export function createCallFunction(wx: Wx, stack: LocalStack, openid: string) {
  return (options: CallOptions) => settle(options, call(wx, stack, openid, options))
}
