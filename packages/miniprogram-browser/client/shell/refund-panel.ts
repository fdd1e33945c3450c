import type { RefundAct, RefundAtWeChat } from '../../src/serve/refund-client.ts'
import { yuan } from '../cashier/cashier-word.ts'
import { element } from '../dom/element.ts'
import { askServer } from '../phone/ask-server.ts'
import { endsFor, PLANNED_ENDS, parseYuan, statusText } from './refund-ends.ts'

/** Refunds on WeChat's side: what becomes of them there, and those made there. */
export interface RefundPanel {
  root: HTMLElement
  /** Fetches the refunds anew, when the panel is open. */
  refresh(): void
}

/** Does something on WeChat's side; resolves with whether it was done, and shows why not. */
type Act = (act: RefundAct, input: object, done: string) => Promise<boolean>

/** Builds the panel, closed. */
export function buildRefundPanel(): RefundPanel {
  const note = element('p', { class: 'refunds-note', role: 'status' })
  const list = element('ul', { class: 'refunds-list' })
  const say = (text: string, isBad: boolean) => {
    note.textContent = text
    note.classList.toggle('bad', isBad)
  }
  const fail = (error: unknown) => say(error instanceof Error ? error.message : String(error), true)
  const load = async () => {
    const refunds = await askServer<RefundAtWeChat[]>('refunds')
    list.replaceChildren(...refunds.map((refund) => buildRefund(refund, act)))
  }
  const act: Act = async (name, input, done) => {
    try {
      await askServer(name, input)
      say(done, false)
      await load()
      return true
    } catch (error) {
      fail(error)
      return false
    }
  }
  const refresh = () => {
    if (root.open) load().catch(fail)
  }
  const root = element(
    'details',
    { class: 'refunds', 'aria-label': '微信侧退款 Refunds at WeChat', ontoggle: refresh },
    [
      element('summary', { text: '微信侧退款', title: 'Refunds at WeChat' }),
      element('div', { class: 'refunds-forms' }, [buildPlan(act), buildPlatformRefund(act)]),
      note,
      list,
    ],
  )
  return { root, refresh }
}

function buildPlan(act: Act): HTMLElement {
  const options = PLANNED_ENDS.map(({ label, title }, n) => element('option', { value: String(n), text: label, title }))
  const select = element('select', { 'aria-label': '下一笔退款的结果 Outcome of the next refund' }, options)
  const plan = () => {
    const end = PLANNED_ENDS[Number(select.value)]
    if (end !== undefined) void act('refund-outcome', end.input, `下一笔退款：${end.label}`)
  }
  return element('div', { class: 'refunds-form' }, [
    element('span', { text: '下一笔退款', title: 'The next refund that is accepted' }),
    select,
    element('button', { type: 'button', text: '预设', title: 'Plan', onclick: plan }),
  ])
}

function buildPlatformRefund(act: Act): HTMLElement {
  const order = element('input', { placeholder: '商户订单号', 'aria-label': '商户订单号 Order number', size: '20' })
  const amount = element('input', {
    placeholder: '元',
    'aria-label': '退款金额（元） Amount, yuan',
    size: '6',
    inputmode: 'decimal',
  })
  const submit = async (event: Event) => {
    event.preventDefault()
    const amountFen = parseYuan(amount.value)
    amount.setCustomValidity(amountFen === undefined ? '金额写作 12.30' : '')
    if (!amount.reportValidity()) return
    const input = { outTradeNo: order.value.trim(), amountFen }
    if (await act('platform-refund', input, `已在商户平台退款 ${amount.value} 元`)) amount.value = ''
  }
  return element('form', { class: 'refunds-form', novalidate: true, onsubmit: (event: Event) => void submit(event) }, [
    element('span', { text: '商户平台退款', title: 'Refund made at WeChat’s merchant platform' }),
    order,
    amount,
    element('button', { type: 'submit', text: '退款', title: 'Refund' }),
  ])
}

function buildRefund(refund: RefundAtWeChat, act: Act): HTMLLIElement {
  const { outRefundNo, outTradeNo, refundFen, nextStatuses } = refund
  const buttons = endsFor(nextStatuses).map(({ label, title, input }) =>
    element('button', {
      type: 'button',
      text: label,
      title,
      onclick: () => void act('refund-end', { outRefundNo, ...input }, `${outRefundNo}：${label}`),
    }),
  )
  return element('li', {}, [
    element('code', { text: outRefundNo, title: `商户退款单号，订单 ${outTradeNo} Refund number` }),
    element('span', { class: 'refunds-amount', text: `¥${yuan(refundFen)}` }),
    element('span', { class: 'refunds-status', text: statusText(refund), title: refund.status }),
    element('span', { class: 'refunds-ends', role: 'group', 'aria-label': '改为 Becomes' }, buttons),
  ])
}
