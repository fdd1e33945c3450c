import { join } from 'node:path'
import { build } from 'esbuild'
import { JSDOM } from 'jsdom'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { endsFor, PLANNED_ENDS, parseYuan, statusText } from '../../client/shell/refund-ends.ts'

const CHANGED = {
  ...{ outRefundNo: 'R1', outTradeNo: 'WM1', refundFen: 1230, status: 'CHANGE', receivedBy: 'buyer' },
  nextStatuses: ['SUCCESS', 'PROCESSING', 'REFUNDCLOSE'],
}

describe('ends of a refund', () => {
  test.each<[statuses: string[], labels: string[]]>([
    [
      ['SUCCESS', 'CHANGE', 'REFUNDCLOSE'],
      ['退到零钱', '退到银行卡', '退还商户', '退款异常', '退款关闭'],
    ],
    [CHANGED.nextStatuses, ['退到零钱', '退到银行卡', '退还商户', '退款关闭', '重新处理']],
    [[], []],
    [['OF_LATER'], []],
  ])('%j are offered as %j', (statuses, labels) => {
    expect(endsFor(statuses).map(({ label }) => label)).toStrictEqual(labels)
  })

  test('all but going on can be planned', () => {
    expect(PLANNED_ENDS.map(({ input }) => Object.values(input).join(' '))).toStrictEqual([
      ...['SUCCESS', 'SUCCESS buyer-bank-card', 'SUCCESS merchant', 'CHANGE', 'REFUNDCLOSE'],
    ])
  })

  test.each([
    ['SUCCESS', 'buyer-bank-card', '已退给买家'],
    ['SUCCESS', 'merchant', '已退还商户'],
    ['SUCCESS', 'merchant-bank-account', '已退还商户'],
    ['CHANGE', 'buyer', '退款异常'],
    ['OF_LATER', 'buyer', 'OF_LATER'],
  ])('%s received by %s is shown as %s', (status, receivedBy, text) => {
    expect(statusText({ status, receivedBy })).toBe(text)
  })

  test.each([
    ['12.3', 1230],
    [' 0.01 ', 1],
    ['7', 700],
    ['0', undefined],
    ['1.005', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['', undefined],
  ])('parseYuan(%j) is %s', (text, fen) => {
    expect(parseYuan(text)).toBe(fen)
  })
})

let script = ''
beforeAll(async () => {
  const entry = join(import.meta.dirname, '..', '..', 'client', 'shell', 'refund-panel.ts')
  const bundle = { bundle: true, write: false, format: 'iife', globalName: 'panel' } as const
  script = (await build({ entryPoints: [entry], ...bundle })).outputFiles[0]?.text ?? ''
})

/** The open panel of a workbench whose server knows one refund; `refuse` is what it answers to acts, if it refuses them. */
async function openPanel(refuse?: string) {
  const { window } = new JSDOM('<body></body>', { runScripts: 'outside-only', url: 'http://workbench.test/' })
  onTestFinished(() => window.close())
  const asked: string[] = []
  const fetch = async (path: string, init?: { body: string }) => {
    asked.push([path, init?.body].join(' ').trim())
    if (path === 'refunds') return { ok: true, json: async () => [CHANGED] }
    return refuse === undefined
      ? { ok: true, json: async () => ({}) }
      : { ok: false, json: async () => ({ error: refuse }) }
  }
  Object.assign(window, { fetch })
  const { document } = window
  const { root } = (window.eval(`${script};panel`) as { buildRefundPanel(): { root: HTMLElement } }).buildRefundPanel()
  document.body.append(root)
  root.setAttribute('open', '')
  await vi.waitUntil(() => document.querySelector('li'), { interval: 1 })
  const find = <Kind extends Element>(selector: string) => {
    const found = document.querySelector<Kind>(selector)
    if (found === null) throw new Error(`there is no ${selector}`)
    return found
  }
  return {
    asked,
    find,
    tap: (label: string) =>
      [...document.querySelectorAll('button')].find((found) => found.textContent === label)?.click(),
    note: (text: string) => vi.waitUntil(() => find('.refunds-note').textContent?.includes(text), { interval: 1 }),
  }
}

describe('the panel', () => {
  test('shows a refund with what it can become', async () => {
    const { find } = await openPanel()
    expect(find('li').textContent).toBe('R1¥12.30退款异常退到零钱退到银行卡退还商户退款关闭重新处理')
  })

  test('ends a refund and fetches the refunds anew', async () => {
    const { asked, tap, note } = await openPanel()
    tap('退还商户')
    await note('R1：退还商户')
    await vi.waitUntil(() => asked.length === 3, { interval: 1 })
    expect(asked).toStrictEqual([
      'refunds',
      'refund-end {"outRefundNo":"R1","outcome":"SUCCESS","receivedBy":"merchant"}',
      'refunds',
    ])
  })

  test('plans the next outcome', async () => {
    const { asked, find, tap, note } = await openPanel()
    find<HTMLSelectElement>('select').value = '3'
    tap('预设')
    await note('下一笔退款：退款异常')
    expect(asked[1]).toBe('refund-outcome {"outcome":"CHANGE"}')
  })

  test('refunds at the platform', async () => {
    const { asked, find, tap, note } = await openPanel()
    find<HTMLInputElement>('input').value = ' WM1 '
    find<HTMLInputElement>('input[inputmode]').value = '0.05'
    tap('退款')
    await note('已在商户平台退款 0.05 元')
    expect(asked[1]).toBe('platform-refund {"outTradeNo":"WM1","amountFen":5}')
    await vi.waitUntil(() => find<HTMLInputElement>('input[inputmode]').value === '', { interval: 1 })
  })

  test('sends no amount that is none', async () => {
    const { asked, find, tap } = await openPanel()
    find<HTMLInputElement>('input[inputmode]').value = '1.005'
    tap('退款')
    expect(find<HTMLInputElement>('input[inputmode]').validationMessage).toBe('金额写作 12.30')
    expect(asked).toStrictEqual(['refunds'])
  })

  test('says why something was refused', async () => {
    const { find, tap, note } = await openPanel('[wxpay-simulator] refund R1 is SUCCESS')
    tap('退款关闭')
    await note('[wxpay-simulator] refund R1 is SUCCESS')
    expect(find('.refunds-note').className).toContain('bad')
  })
})
