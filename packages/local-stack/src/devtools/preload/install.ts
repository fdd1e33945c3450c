import { createCallFunction } from './call-function.ts'
import { currentUser, userKey } from './current-user.ts'
import type { LocalStack, LocalUser, Wx } from './local-stack.ts'
import { replace } from './replace.ts'
import { createRequestPayment } from './request-payment.ts'

function cloudOver(cloud: object, members: object): object {
  return Object.create(cloud, Object.getOwnPropertyDescriptors(members)) as object
}

/**
 * Points `wx.cloud` and `wx.requestPayment` at the local stack; everything else of `wx` stays WeChat's.
 *
 * @returns who uses the mini program, and how somebody else would.
 * @throws Error when WeChat's own cannot be replaced.
 */
export function install(wx: Wx, stack: LocalStack): { user: LocalUser; hint: string } {
  const user = currentUser(wx, stack)
  // Without an account there is no environment to initialise; the local one needs none.
  const members = { init: () => {}, callFunction: createCallFunction(wx, stack, user.openid) }
  replace(wx, 'cloud', cloudOver(wx.cloud ?? {}, members))
  replace(wx, 'requestPayment', createRequestPayment(wx, stack, user.openid))
  const keys = stack.users.map(({ key }) => key).join(' / ')
  const hint = `[local-stack] ${user.name}（${user.openid}）。换人：选择编译模式，或 wx.setStorageSync('${userKey}', '${keys}') 后重新编译`
  return { user, hint }
}
