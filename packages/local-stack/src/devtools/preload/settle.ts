import type { Callbacks } from './local-stack.ts'

/** A failure in WeChat's form: a promise rejects with it, `fail` receives it. */
export type WxFailure = Error & { errMsg: string; errCode?: number; requestID?: string }

export function wxFailure(errMsg: string, more: { errCode?: number; requestID?: string } = {}): WxFailure {
  return Object.assign(new Error(errMsg), { errMsg, ...more })
}

/**
 * Answers as wx functions do: with a callback among the options nothing is returned, without any a promise.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/framework/app-service/api.html
 */
export function settle<Outcome extends object>(
  options: Callbacks,
  outcome: Promise<Outcome>,
): Promise<Outcome> | undefined {
  const { success, fail, complete } = options
  if (!success && !fail && !complete) return outcome
  const tell = (first: Callbacks['success'], said: object) => {
    first?.(said)
    complete?.(said)
  }
  void outcome.then(
    (said) => tell(success, said),
    (said: WxFailure) => tell(fail, said),
  )
  return undefined
}
