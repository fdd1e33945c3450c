import type { FailureReason, InvocationResult } from '../host/invocation-result.ts'

// Observed with its text, no public address.
const MAX_RESULT_BYTES = 1024 * 1024

// Meanings: https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference/errcode.html
const FAILURES: Record<FailureReason | 'too_large', { errCode: number; text: string }> = {
  not_found: { errCode: -501000, text: '' },
  failed: { errCode: -504002, text: 'functions execute fail' },
  exited: { errCode: -504002, text: 'functions execute fail' },
  timed_out: { errCode: -504003, text: '' },
  too_large: { errCode: -604001, text: '' },
}

/** Result of `wx.cloud.callFunction`, or what it rejects with when it has an `errCode`. */
export type WeChatReply =
  | { result: unknown; errMsg: 'cloud.callFunction:ok'; requestID: string }
  | { errCode: number; errMsg: string; requestID: string }

/** Says a call's outcome as WeChat's client says it. */
export function toWeChatReply(outcome: InvocationResult): WeChatReply {
  const { requestId: requestID } = outcome
  if (!outcome.ok) return { ...failure(outcome.reason, outcome.detail), requestID }
  if (Buffer.byteLength(outcome.json) > MAX_RESULT_BYTES) {
    return { ...failure('too_large', `response size exceeded ${MAX_RESULT_BYTES} bytes`), requestID }
  }
  return { result: JSON.parse(outcome.json), errMsg: 'cloud.callFunction:ok', requestID }
}

function failure(reason: FailureReason | 'too_large', detail: string) {
  const { errCode, text } = FAILURES[reason]
  return { errCode, errMsg: `cloud.callFunction:fail Error: errCode: ${errCode} ${text} | errMsg: ${detail}` }
}
