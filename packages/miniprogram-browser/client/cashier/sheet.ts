import { element } from '../dom/element.ts'
import { type CashierAnswer, yuan } from './cashier-word.ts'

/** Decision of the buyer on the sheet. */
export type Choice = 'pay' | 'cancel' | 'not-enough-money' | 'network-lost'

/** The sheet: what it shows, and how it is driven. */
export interface Sheet {
  content: Node[]
  /** Is told the one decision. */
  listen(decide: (choice: Choice) => void): void
  /** A key of the keyboard: digits and Backspace. */
  press(key: string): void
  /** Takes no more input. */
  busy(): void
  succeed(): void
}

const PASSWORD_LENGTH = 6
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', 'Backspace']
const LOCAL_CHOICES: [Choice, string][] = [
  ['not-enough-money', '余额不足'],
  ['network-lost', '支付后断网'],
]

/** Builds WeChat's payment sheet with its password pad; below it what only the local stack offers. */
export function buildSheet({ payee = '', body = '', totalFee = 0 }: CashierAnswer): Sheet {
  let decide: (choice: Choice) => void = () => undefined
  let digits = 0
  const dots = Array.from({ length: PASSWORD_LENGTH }, () => element('span'))
  const status = element('p', { class: 'cashier-status', role: 'status', text: '本地环境：任意六位数字' })
  const password = element('div', { class: 'cashier-password', role: 'img' }, dots)
  const show = () => {
    for (const [index, dot] of dots.entries()) dot.classList.toggle('filled', index < digits)
    password.setAttribute('aria-label', `已输入 ${digits} 位，共 ${PASSWORD_LENGTH} 位`)
  }
  const press = (key: string) => {
    if (key === 'Backspace') digits = Math.max(digits - 1, 0)
    else if (/^\d$/.test(key) && digits < PASSWORD_LENGTH) digits += 1
    else return
    show()
    if (digits === PASSWORD_LENGTH) decide('pay')
  }
  show()
  const controls = element('div', { class: 'cashier-controls' }, [
    element(
      'div',
      { class: 'cashier-pad' },
      KEYS.map((key) => keyButton(key, press)),
    ),
    element('div', { class: 'cashier-local' }, [
      element('span', { text: '本地模拟' }),
      ...LOCAL_CHOICES.map(([choice, text]) =>
        element('button', { type: 'button', text, onclick: () => decide(choice) }),
      ),
    ]),
  ])
  const close = element('button', {
    type: 'button',
    class: 'cashier-close',
    'aria-label': '取消支付',
    text: '×',
    onclick: () => decide('cancel'),
  })
  return {
    content: [
      element('header', {}, [close, element('h2', { text: '请输入支付密码' })]),
      element('p', { class: 'cashier-payee', text: payee }),
      element('p', { class: 'cashier-amount', text: `¥${yuan(totalFee)}` }),
      element('p', { class: 'cashier-body', text: body }),
      password,
      status,
      controls,
    ],
    listen: (listener) => {
      decide = listener
    },
    press,
    busy() {
      decide = () => undefined
      controls.inert = true
      close.disabled = true
      status.textContent = '处理中…'
    },
    succeed() {
      status.textContent = '支付成功'
      status.classList.add('succeeded')
    },
  }
}

function keyButton(key: string, press: (key: string) => void): HTMLElement {
  if (key === '') return element('span')
  const isBack = key === 'Backspace'
  return element('button', {
    type: 'button',
    text: isBack ? '⌫' : key,
    'aria-label': isBack ? '删除' : undefined,
    onclick: () => press(key),
  })
}
