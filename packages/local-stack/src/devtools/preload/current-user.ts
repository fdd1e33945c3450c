import type { LocalStack, LocalUser, Wx } from './local-stack.ts'

/** The key of the chosen user: in the query that a compile mode starts with, and in the storage, where it stays. */
export const userKey = 'local-stack-user'

/** Whoever the start's query says, else the storage, else the first. */
export function currentUser(wx: Wx, { users }: LocalStack): LocalUser {
  const asked = wx.getLaunchOptionsSync().query?.[userKey]
  if (asked !== undefined) wx.setStorageSync(userKey, asked)
  const key = asked ?? wx.getStorageSync(userKey)
  const user = users.find((candidate) => candidate.key === key) ?? users[0]
  if (user === undefined) throw new Error('[local-stack] 没有用户：请重新运行 npm start')
  return user
}
