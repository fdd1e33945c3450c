import type { Wx } from './local-stack.ts'

/** Answer of a local service, or the reason why there is none, for people. */
type Posted = { answer: unknown } | { refused: string }

const messageIn = (data: unknown) => String((data as { message?: unknown } | null)?.message ?? '')

/** Sends JSON to a door of the local stack. Never rejects. */
export function post(wx: Wx, url: string, data: object): Promise<Posted> {
  return new Promise((resolve) => {
    wx.request({
      url,
      method: 'POST',
      data,
      header: { 'content-type': 'application/json' },
      success: ({ statusCode, data: answer }) => {
        const again = `本地环境拒绝了请求（${statusCode}）：请重新运行 npm start，再重新编译。${messageIn(answer)}`
        resolve(statusCode === 200 ? { answer } : { refused: again })
      },
      fail: ({ errMsg }) => resolve({ refused: `本地环境未启动：请运行 npm start（${errMsg}）` }),
    })
  })
}
