import type { ActivityEntry } from '../../src/serve/activity-entry.ts'
import { prettyJson, prettyXml } from './pretty-print.ts'
import { readElements } from './read-elements.ts'

/** An entry of the way as the workbench shows it. */
export interface ActivityRow {
  kind: ActivityEntry['kind']
  /** Epoch ms on the stack's clock. */
  at: number
  from: string
  to: string
  text: string
  /** Result; `bad` is a refusal or a failure. */
  result: string
  bad: boolean
  details: { title: string; text: string }[]
}

/** Names of the kinds, in the order of the filter. */
export const KIND_LABELS: Record<ActivityEntry['kind'], string> = {
  call: '调用',
  gateway: '网关',
  notification: '通知',
  cashier: '收银台',
}

const FUNCTIONS = '云函数'
const GATEWAY = '微信支付'
const ACTIONS: Record<string, string> = {
  inspect: '打开收银台',
  pay: '支付',
  cancel: '取消支付',
  'not-enough-money': '余额不足',
}
const NOTIFICATIONS = { pay: '支付结果通知', refund: '退款结果通知' }

type Describers = {
  [Kind in ActivityEntry['kind']]: (
    entry: Extract<ActivityEntry, { kind: Kind }>,
    nameOf: (openid: string) => string,
  ) => Omit<ActivityRow, 'kind' | 'at'>
}

const DESCRIBERS: Describers = {
  call: ({ user, name, data, answer, ms }) => ({
    from: user,
    to: FUNCTIONS,
    text: name,
    ...judgeAnswer(answer, ms),
    details: [
      { title: '参数 data', text: prettyJson(data ?? {}) },
      { title: '返回 answer', text: prettyJson(answer) },
    ],
  }),
  gateway: ({ path, requestBody, textToSign, status, responseBody, clientCertificate }) => ({
    from: FUNCTIONS,
    to: GATEWAY,
    text: path,
    ...judgeGateway(status, responseBody),
    details: [
      { title: '请求 request', text: prettyXml(requestBody) },
      ...(textToSign === undefined ? [] : [{ title: '待签名串 text to sign', text: textToSign }]),
      ...(clientCertificate === null ? [] : [{ title: '商户证书 client certificate', text: clientCertificate }]),
      { title: `应答 response ${status}`, text: prettyXml(responseBody) },
    ],
  }),
  notification: ({ notification, url, requestBody, status, answer, error, acknowledged }) => ({
    from: GATEWAY,
    to: FUNCTIONS,
    text: `${NOTIFICATIONS[notification]} ${new URL(url).pathname}`,
    result: status === null ? '无应答' : `${status} ${readElements(answer ?? '').return_code ?? ''}`.trim(),
    bad: acknowledged === 0,
    details: [
      { title: '通知 notification', text: `POST ${url}\n${prettyXml(requestBody)}` },
      { title: '应答 answer', text: status === null ? (error ?? '') : prettyXml(answer ?? '') },
    ],
  }),
  cashier: ({ openid, action, outTradeNo, errMsg }, nameOf) => ({
    from: nameOf(openid),
    to: '收银台',
    text: [ACTIONS[action] ?? action, outTradeNo ?? ''].join(' ').trim(),
    result: errMsg.replace('requestPayment:', ''),
    bad: errMsg !== 'requestPayment:ok',
    details: [{ title: 'wx.requestPayment', text: errMsg }],
  }),
}

/** Says one entry in one line, with what can be unfolded below it. `nameOf` knows the users by openid. */
export function describeEntry(entry: ActivityEntry, nameOf: (openid: string) => string): ActivityRow {
  const describe = DESCRIBERS[entry.kind] as (
    entry: ActivityEntry,
    nameOf: (openid: string) => string,
  ) => Omit<ActivityRow, 'kind' | 'at'>
  return { kind: entry.kind, at: entry.at, ...describe(entry, nameOf) }
}

/** A result with `ok: false` counts as a refusal; `refused` or `code` is its name. */
function judgeAnswer(answer: unknown, ms: number): { result: string; bad: boolean } {
  const { errCode, errMsg, result } = (answer ?? {}) as { errCode?: number; errMsg?: string; result?: unknown }
  if (errCode !== undefined) return { result: errMsg ?? String(errCode), bad: true }
  const { ok, refused, code } = (result ?? {}) as { ok?: boolean; refused?: string; code?: string }
  return ok === false
    ? { result: String(refused ?? code ?? 'refused'), bad: true }
    : { result: `ok · ${ms} ms`, bad: false }
}

function judgeGateway(status: number, responseBody: string): { result: string; bad: boolean } {
  const {
    return_code: returned,
    return_msg: message,
    result_code: resulted,
    err_code: error,
  } = readElements(responseBody)
  if (returned === undefined) return { result: String(status), bad: status !== 200 }
  if (returned !== 'SUCCESS') return { result: `${returned} ${message ?? ''}`.trim(), bad: true }
  return { result: error ?? resulted ?? returned, bad: error !== undefined || (resulted ?? returned) !== 'SUCCESS' }
}
