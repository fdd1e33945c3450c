import type { CallAnswer, CallData, FunctionName } from '@stack/contract'

/** The one refusal made on the phone: no answer came. What the function did is unknown, so the same call may be repeated. */
interface NoAnswer {
  ok: false
  refused: 'no_answer'
  /** Message of the platform; for logs, never for a page. */
  detail: string
}

type Reply<Name extends FunctionName> = CallAnswer<Name> | NoAnswer

type Cloud = Pick<typeof wx.cloud, 'callFunction'>

function noAnswer(detail: string): NoAnswer {
  return { ok: false, refused: 'no_answer', detail }
}

function isAnswer(result: unknown): boolean {
  return typeof result === 'object' && result !== null && typeof (result as { ok?: unknown }).ok === 'boolean'
}

function messageOf(error: unknown): string {
  const { errMsg, message } = (error ?? {}) as { errMsg?: string; message?: string }
  return errMsg ?? message ?? String(error)
}

/**
 * Calls a cloud function as the present user. Never throws: no network, a time-out, a crash and an answer of another
 * shape are all `no_answer`.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/functions/Cloud.callFunction.html
 */
export async function callFunction<Name extends FunctionName>(
  name: Name,
  data: CallData<Name>,
  cloud: Cloud = wx.cloud,
): Promise<Reply<Name>> {
  try {
    const { result } = await cloud.callFunction({ name, data })
    return isAnswer(result) ? (result as CallAnswer<Name>) : noAnswer(`${name} answered ${JSON.stringify(result)}`)
  } catch (error) {
    return noAnswer(messageOf(error))
  }
}
