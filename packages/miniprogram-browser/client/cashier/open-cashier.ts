import { element } from '../dom/element.ts'
import { type AskCashier, type CashierAction, failure, NETWORK_LOST, PAID, reasonIn } from './cashier-word.ts'
import { buildSheet, type Sheet } from './sheet.ts'

const SUCCESS_SHOWN_MS = 900

/**
 * Shows WeChat's cashier over the phone until the buyer is done with it, and answers what `wx.requestPayment` reports,
 * failures included. Never rejects.
 */
export async function openCashier(ask: AskCashier): Promise<{ errMsg: string }> {
  const seen = await attempt(ask, 'inspect')
  if (seen.errMsg !== PAID) {
    await showReason(seen.errMsg)
    return { errMsg: seen.errMsg }
  }
  const sheet = buildSheet(seen)
  const dialog = openDialog('微信支付', 'cashier', sheet.content)
  const errMsg = await conduct(sheet, dialog, ask)
  dialog.remove()
  return { errMsg }
}

/** Opens the sheet and resolves with the result for the mini program. */
async function conduct(sheet: Sheet, dialog: HTMLDialogElement, ask: AskCashier): Promise<string> {
  const choice = await new Promise<'pay' | 'cancel' | 'not-enough-money' | 'network-lost'>((resolve) => {
    sheet.listen(resolve)
    dialog.addEventListener('keydown', (event) => sheet.press(event.key))
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault() // Escape: the sheet goes when the simulator has answered
      resolve('cancel')
    })
  })
  sheet.busy()
  const { errMsg } = await attempt(ask, choice === 'network-lost' ? 'pay' : choice)
  if (choice === 'cancel') return errMsg
  if (errMsg !== PAID) {
    dialog.close()
    await showReason(errMsg)
    return errMsg
  }
  if (choice === 'network-lost') return NETWORK_LOST
  sheet.succeed()
  await new Promise((resolve) => setTimeout(resolve, SUCCESS_SHOWN_MS))
  return errMsg
}

async function attempt(ask: AskCashier, action: CashierAction) {
  try {
    return await ask(action)
  } catch (error) {
    return { errMsg: failure(error instanceof Error ? error.message : String(error)) }
  }
}

/** Says why there is no payment, as WeChat does: a box with the reason and one button. */
function showReason(errMsg: string): Promise<void> {
  return new Promise((resolve) => {
    const close = () => {
      dialog.remove()
      resolve()
    }
    const dialog = openDialog('支付失败', 'cashier-reason', [
      element('p', { text: reasonIn(errMsg) }),
      element('button', { type: 'button', text: '确定', onclick: close }),
    ])
    dialog.addEventListener('cancel', close)
  })
}

/** A native modal: it traps the focus, and everything below is inert. */
function openDialog(label: string, name: string, content: Node[]): HTMLDialogElement {
  const dialog = element('dialog', { class: name, tabindex: '-1', 'aria-label': label, 'aria-modal': 'true' }, content)
  document.body.append(dialog)
  dialog.showModal()
  dialog.focus() // not its first button: digits are typed, and nothing is chosen beforehand
  return dialog
}
