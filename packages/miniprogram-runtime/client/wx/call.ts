/** The argument object of an asynchronous `wx` function. */
export type Options = Record<string, unknown>

/** Result for a callback or promise: `errMsg` and the function's own fields. */
export type ApiResult = Options & { errMsg: string }

/** JavaScript types as WeChat writes them in `parameter error`. */
export type TypeName =
  | 'String'
  | 'Number'
  | 'Boolean'
  | 'Object'
  | 'Array'
  | 'ArrayBuffer'
  | 'Undefined'
  | 'Null'
  | 'Function'

/** An asynchronous `wx` function: the parameters it insists on and what it does; what `run` returns joins the outcome. */
export interface AsyncApi {
  needs?: Record<string, TypeName>
  run(options: Options): unknown
}

/** One area of the `wx` table: functions with callbacks or a promise, and those that answer at once. */
export interface WxTable {
  async?: Record<string, AsyncApi>
  plain?: Record<string, unknown>
}

/** A failure in WeChat's form; the function's name is put in front: `name:fail reason`. */
export class WxFailure extends Error {
  readonly fields: Options
  constructor(reason: string, fields: Options = {}) {
    super(reason)
    this.fields = fields
  }
}

/** WeChat's name of a value's type. */
export const typeName = (value: unknown): TypeName => Object.prototype.toString.call(value).slice(8, -1) as TypeName

/** WeChat's sentence about the first parameter that is absent or of another type, or `undefined` when all are right. */
function parameterError(options: Options, needs: Record<string, TypeName> = {}): string | undefined {
  for (const [key, expected] of Object.entries(needs)) {
    const actual = typeName(options[key])
    if (actual !== expected) return `parameter error: parameter.${key} should be ${expected} instead of ${actual};`
  }
  return undefined
}

const asFailure = (name: string, error: unknown): ApiResult => {
  if (error instanceof WxFailure) return { ...error.fields, errMsg: `${name}:fail ${error.message}` }
  const fields = (typeof error === 'object' && error !== null ? { ...error } : {}) as Options
  const message = fields.errMsg ?? (error instanceof Error ? error.message : String(error))
  return { ...fields, errMsg: String(message).includes(':fail') ? String(message) : `${name}:fail ${String(message)}` }
}

async function outcomeOf(name: string, api: AsyncApi, options: Options): Promise<ApiResult> {
  const wrong = parameterError(options, api.needs)
  if (wrong !== undefined) throw new WxFailure(wrong, { errno: 1001 })
  const result = await api.run(options)
  return { errMsg: `${name}:ok`, ...(result as Options | undefined) }
}

const isCallback = (value: unknown): value is (outcome: ApiResult) => void => typeof value === 'function'

/**
 * Gives an asynchronous function WeChat's manners: with `success`, `fail` or `complete` it calls back and returns nothing, without any it returns a promise.
 * @param onError receives what a callback of the app throws
 * @see https://developers.weixin.qq.com/miniprogram/dev/framework/app-service/api.html
 */
export function asyncFunction(name: string, api: AsyncApi, onError: (error: unknown) => void) {
  return (options: Options = {}): Promise<ApiResult> | undefined => {
    const { success, fail, complete } = options ?? {}
    const ended = outcomeOf(name, api, options ?? {})
    if (![success, fail, complete].some(isCallback)) {
      return ended.catch((error) => {
        throw asFailure(name, error)
      })
    }
    const tell = (first: unknown, outcome: ApiResult): void => {
      for (const callback of [first, complete]) {
        try {
          if (isCallback(callback)) callback(outcome)
        } catch (error) {
          onError(error)
        }
      }
    }
    void ended.then(
      (outcome) => tell(success, outcome),
      (error) => tell(fail, asFailure(name, error)),
    )
    return undefined
  }
}
