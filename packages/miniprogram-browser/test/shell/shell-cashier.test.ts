import { join } from 'node:path'
import { build } from 'esbuild'
import { JSDOM } from 'jsdom'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'

interface Answer {
  errMsg: string
  payee?: string
  body?: string
  totalFee?: number
}

let script = ''
beforeAll(async () => {
  const entry = join(import.meta.dirname, '..', '..', 'client', 'cashier', 'open-cashier.ts')
  const bundle = { bundle: true, write: false, format: 'iife', globalName: 'cashier' } as const
  script = (await build({ entryPoints: [entry], ...bundle })).outputFiles[0]?.text ?? ''
})

const OK = 'requestPayment:ok'
const ANSWERS: Record<string, Answer> = {
  inspect: { errMsg: OK, payee: '茶叶店', body: '龙井 <100g>', totalFee: 1230 },
  pay: { errMsg: OK },
  cancel: { errMsg: 'requestPayment:fail cancel' },
  'not-enough-money': { errMsg: 'requestPayment:fail (余额不足)' },
}

/** A phone whose mini program has just called wx.requestPayment. */
async function openPayment(changes: Record<string, Answer | Error> = {}) {
  const { window } = new JSDOM('', { runScripts: 'outside-only' })
  onTestFinished(() => window.close())
  // What jsdom lacks of <dialog>: here only that it is open.
  window.HTMLDialogElement.prototype.showModal = function (this: { open: boolean }) {
    this.open = true
  }
  window.HTMLDialogElement.prototype.close = function (this: { open: boolean }) {
    this.open = false
  }
  const asked: string[] = []
  const ask = async (action: string) => {
    asked.push(action)
    const answer = { ...ANSWERS, ...changes }[action]
    if (answer instanceof Error) throw new window.Error(answer.message) // an error of that page
    return answer
  }
  const { openCashier } = window.eval(`${script};cashier`) as { openCashier(asked: typeof ask): Promise<Answer> }
  const answer = openCashier(ask)
  const { document } = window
  const button = (name: string) =>
    [...document.querySelectorAll('button')].find((found) =>
      [found.textContent, found.ariaLabel, found.getAttribute('aria-label')].includes(name),
    )
  await vi.waitUntil(() => document.querySelector('dialog'), { interval: 1 })
  return {
    asked,
    answer,
    text: () => document.querySelector('dialog[open]')?.textContent,
    tap: async (...names: string[]) => {
      for (const name of names) (await vi.waitUntil(() => button(name), { interval: 1 })).click()
    },
    press: (...keys: string[]) => {
      const dialog = document.querySelector('dialog')
      for (const key of keys) dialog?.dispatchEvent(new window.KeyboardEvent('keydown', { key }))
    },
    escape: () => document.querySelector('dialog')?.dispatchEvent(new window.Event('cancel', { cancelable: true })),
    isOpen: () => document.querySelector('dialog') !== null,
  }
}

const SIX = ['1', '2', '3', '4', '5', '6']

describe('the cashier', () => {
  test('shows payee, amount and goods, as text', async () => {
    const { text } = await openPayment()
    for (const fact of ['茶叶店', '¥12.30', '龙井 <100g>', '任意六位数字']) expect(text()).toContain(fact)
  })

  test.each<[what: string, taps: string[], asked: string[], errMsg: string]>([
    ['six digits pay', SIX, ['pay'], OK],
    ['a digit taken back does not count', ['1', '删除', ...SIX], ['pay'], OK],
    ['× cancels', ['1', '取消支付'], ['cancel'], 'requestPayment:fail cancel'],
    ['not enough money is said first', ['余额不足', '确定'], ['not-enough-money'], 'requestPayment:fail (余额不足)'],
    ['network lost after paying', ['支付后断网'], ['pay'], 'requestPayment:fail (网络连接失败，请稍后再试)'],
  ])('%s', async (_what, taps, actions, errMsg) => {
    const { tap, answer, asked, isOpen } = await openPayment()
    await tap(...taps)
    expect((await answer).errMsg).toBe(errMsg)
    expect([asked, isOpen()]).toStrictEqual([['inspect', ...actions], false])
  })

  test('the keyboard types digits, Backspace takes one back, Escape cancels', async () => {
    const typed = await openPayment()
    typed.press('1', 'x', 'Backspace', ...SIX)
    expect((await typed.answer).errMsg).toBe(OK)
    const left = await openPayment()
    left.escape()
    expect((await left.answer).errMsg).toBe('requestPayment:fail cancel')
  })

  test('who decided once cannot decide again', async () => {
    const { tap, press, answer, asked } = await openPayment()
    await tap('支付后断网', '取消支付')
    press(...SIX)
    await answer
    expect(asked).toStrictEqual(['inspect', 'pay'])
  })

  test.each<[what: string, changes: Record<string, Answer | Error>, taps: string[], reason: string]>([
    ['a wrong signature', { inspect: { errMsg: 'requestPayment:fail (支付验证签名失败)' } }, [], '支付验证签名失败'],
    ['a simulator that is gone', { inspect: new Error('没有连接微信支付模拟器') }, [], '没有连接微信支付模拟器'],
    ['an order paid meanwhile', { pay: { errMsg: 'requestPayment:fail (该笔订单已支付)' } }, SIX, '该笔订单已支付'],
  ])('%s is said to the buyer and to the mini program', async (_what, changes, taps, reason) => {
    const { tap, text, answer } = await openPayment(changes)
    await tap(...taps)
    await vi.waitUntil(() => text()?.includes('确定'), { interval: 1 })
    expect(text()).toContain(reason)
    await tap('确定')
    expect((await answer).errMsg).toBe(`requestPayment:fail (${reason})`)
  })
})
