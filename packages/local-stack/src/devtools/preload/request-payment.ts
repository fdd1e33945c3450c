import type { Callbacks, LocalStack, Wx } from './local-stack.ts'
import { post } from './post.ts'
import { settle, wxFailure } from './settle.ts'

type Action = 'inspect' | 'pay' | 'cancel' | 'not-enough-money'

/** Answer of the cashier; payee, body and amount (fen) only to `inspect`. */
interface CashierAnswer {
  errMsg: string
  payee?: string
  body?: string
  totalFee?: number
}

const paid = 'requestPayment:ok'

interface Choice {
  action: Action
  /** Result that the phone gets instead of the success of a payment. */
  hears?: string
}

/** Options of the sheet, in its order; below them stands WeChat's own 取消. */
const choices: (Choice & { text: (yuan: string) => string })[] = [
  { text: (yuan) => `支付 ¥${yuan}`, action: 'pay' },
  { text: () => '余额不足', action: 'not-enough-money' },
  { text: () => '支付后断网', action: 'pay', hears: 'requestPayment:fail (网络连接失败，请稍后再试)' },
]
const cancel: Choice = { action: 'cancel' }

function inYuan(fen: number): string {
  const digits = String(fen).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function choose(wx: Wx, { payee = '', body = '', totalFee = 0 }: CashierAnswer): Promise<Choice> {
  return new Promise((resolve) => {
    wx.showActionSheet({
      alertText: `本地收银台 · ${payee} · ${body}`,
      itemList: choices.map(({ text }) => text(inYuan(totalFee))),
      success: ({ tapIndex }) => resolve(choices[tapIndex] ?? cancel),
      fail: () => resolve(cancel),
    })
  })
}

async function pay(wx: Wx, { controlUrl, appId }: LocalStack, openid: string, payment: object) {
  const act = async (action: Action): Promise<CashierAnswer> => {
    const said = await post(wx, `${controlUrl}/cashier`, { ...payment, appId, openid, action })
    return 'refused' in said ? { errMsg: `requestPayment:fail (${said.refused})` } : (said.answer as CashierAnswer)
  }
  const shown = await act('inspect')
  if (shown.errMsg !== paid) throw wxFailure(shown.errMsg)
  const { action, hears } = await choose(wx, shown)
  const { errMsg } = await act(action)
  const heard = errMsg === paid ? (hears ?? paid) : errMsg
  if (heard !== paid) throw wxFailure(heard)
  return { errMsg: heard }
}

/**
 * `wx.requestPayment` for one user: the gateway's cashier, shown as an action sheet.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/payment/wx.requestPayment.html
 */
export function createRequestPayment(wx: Wx, stack: LocalStack, openid: string) {
  return ({ success, fail, complete, ...payment }: Callbacks & Record<string, unknown>) => {
    const callbacks = { ...(success && { success }), ...(fail && { fail }), ...(complete && { complete }) }
    return settle(callbacks, pay(wx, stack, openid, payment))
  }
}
