import { isWxPayError, type WxPayError } from '../../src/index.ts'

/** The WxPayError that `run` throws; fails the test when it throws none. */
export function capture(run: () => unknown): WxPayError {
  try {
    run()
  } catch (error) {
    if (isWxPayError(error)) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

/** The WxPayError that `promise` rejects with. */
export async function captureRejection(promise: Promise<unknown>): Promise<WxPayError> {
  const settled = await promise.then(
    () => new Error('nothing was thrown'),
    (error: unknown) => error,
  )
  return capture(() => {
    throw settled
  })
}
