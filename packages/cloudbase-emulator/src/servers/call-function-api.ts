import { isIPv4, isIPv6 } from 'node:net'
import type { HttpHandler, HttpRequest } from '@stack/emulator-kit/http'
import type { Caller } from '../host/call-context.ts'
import type { FunctionHost } from '../host/function-host.ts'
import { jsonAnswer, readJsonObject, refusal } from './answers.ts'
import { toWeChatReply } from './wechat-reply.ts'

// Digits alone would reach the function as a rounded number: the SDK's getWXContext() parses them.
const OPENID = /^(?=.*[A-Za-z])[\w-]{1,64}$/
const FUNCTION_NAME = /^[\w-]+$/

/** Answers `POST /<token>/<function>` as `wx.cloud.callFunction` does, for whoever the body says. */
export function createCallFunctionApi(options: { token: string; appId: string; host: FunctionHost }): HttpHandler {
  const { token, appId, host } = options
  return async (request) => {
    const name = readFunctionName(request, token)
    if (name === undefined)
      return refusal(404, 'NOT_FOUND', `nothing at ${request.path}: call POST {callUrl}/{functionName}`)
    const body = readJsonObject(request.body)
    if (body === undefined) return refusal(400, 'INVALID_BODY', 'the body must be a JSON object { data, openid }')
    const { data = {} } = body
    if (typeof data !== 'object' || data === null || Array.isArray(data)) {
      return refusal(400, 'INVALID_DATA', '"data" must be an object, as wx.cloud.callFunction takes it')
    }
    const caller = readCaller(body, appId)
    if ('refused' in caller) return refusal(400, 'INVALID_CALLER', caller.refused)
    const event = caller.door === 'client' ? { ...data, userInfo: { appId, openId: caller.openid } } : data
    return jsonAnswer(200, toWeChatReply(await host.invoke(name, { event, caller })))
  }
}

function readFunctionName({ method, path }: HttpRequest, token: string): string | undefined {
  const prefix = `/${token}/`
  const name = path.startsWith(prefix) ? path.slice(prefix.length) : ''
  return method === 'POST' && FUNCTION_NAME.test(name) ? name : undefined
}

function readCaller(body: Record<string, unknown>, appId: string): Caller | { refused: string } {
  const { as, openid, source = 'wx_client', clientIp, clientIpV6 } = body
  if (as === 'console' && openid === undefined) return { door: 'console' }
  if (as !== undefined) return { refused: '"as" can only be "console", and then without an openid' }
  if (typeof openid !== 'string' || !OPENID.test(openid)) {
    return { refused: '"openid" must be 1 to 64 letters, digits, "_" and "-", with a letter among them' }
  }
  if (source !== 'wx_client' && source !== 'wx_devtools')
    return { refused: '"source" must be wx_client or wx_devtools' }
  if (clientIp !== undefined && !isAddress(clientIp, isIPv4)) return { refused: '"clientIp" is not an IPv4 address' }
  if (clientIpV6 !== undefined && !isAddress(clientIpV6, isIPv6))
    return { refused: '"clientIpV6" is not an IPv6 address' }
  const withoutV4 = clientIpV6 === undefined ? '127.0.0.1' : ''
  return { door: 'client', source, appId, openid, clientIp: clientIp ?? withoutV4, clientIpV6: clientIpV6 ?? '' }
}

function isAddress(value: unknown, check: (text: string) => boolean): value is string {
  return typeof value === 'string' && check(value)
}
