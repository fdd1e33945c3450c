import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildDevtools, localUsers, openWorkbench, users } from '@stack/local-stack'
import type { Page } from 'playwright-core'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { handheld } from './launch-browser.ts'
import { openPhone, openPhoneOn } from './phone.ts'
import type { Phones } from './phones.ts'
import { walkToCashier } from './walks.ts'

/** The buyer of these tests; he has to be the first user, since the workbench hands its phone to that one. */
export const buyers = ['Buyer']

/** What stands around the phone: the workbench with the way of a payment, and the project for DevTools. Wants a stack where nothing happened yet. */
export function describeAroundThePhone(opened: () => Phones): void {
  let phones: Phones

  beforeAll(() => {
    phones = opened()
  })

  async function openPage(viewport: { width: number; height: number }): Promise<Page> {
    const context = await phones.browser.newContext({ viewport, locale: 'zh-CN' })
    context.setDefaultTimeout(8000)
    onTestFinished(() => context.close())
    return context.newPage()
  }

  test('the workbench shows the order on its way, moves the clock and hands the phone over', async () => {
    const page = await openPage({ width: 1280, height: 800 })
    const phone = await openPhoneOn(page, phones.deskUrl)
    await walkToCashier(phone)
    await phone.cashier.see('¥0.01')
    await page.keyboard.type('246810')
    await phone.see('支付成功')
    for (const [kind, text] of [
      ['call', 'create-order'],
      ['gateway', '/pay/unifiedorder'],
      ['cashier', '支付'],
      ['notification', '支付结果通知'],
    ] as const) {
      await page.locator(`li[data-kind=${kind}]`, { hasText: text }).first().waitFor()
    }
    const order = await page
      .locator('ol.activity-list li')
      .evaluateAll((items) => items.map((item) => item.getAttribute('data-kind')))
    expect(order.indexOf('call')).toBeLessThan(order.indexOf('gateway'))
    expect(order.indexOf('gateway')).toBeLessThan(order.indexOf('notification'))
    const unified = page.locator('li[data-kind=gateway]', { hasText: '/pay/unifiedorder' })
    await unified.click()
    await unified.getByText('<total_fee>').first().waitFor()

    await phone.tap('继续逛逛')
    await walkToCashier(phone)
    await phone.cashier.see('¥0.01')
    await page.keyboard.press('Escape')
    await phone.see('待付款')
    await page.getByRole('button', { name: '+31 分钟' }).click()
    await phone.see('超时未支付，订单已自动关闭')

    await page.locator('.users label', { hasText: '商家' }).click()
    await phone.tapTab('我的')
    await phone.see('商家中心', users.merchant)
    expect(phone.problems).toEqual([])
    // The move of the clock may still be at its timers: it must not reach into the next test.
    await phones.shop.stack.clock.advance(0)
  })

  test('the project for DevTools buys and pays through its own call and cashier', async () => {
    const { emulator, simulator } = phones.shop.stack
    const outDir = mkdtempSync(join(tmpdir(), 'wxpay-devtools-'))
    onTestFinished(() => rmSync(outDir, { recursive: true, force: true }))
    await buildDevtools(
      {
        callUrl: emulator.callUrl,
        controlUrl: simulator.controlUrl,
        appId: simulator.merchant.appId,
        users: localUsers.map(({ key, name }) => ({ key, name, openid: users[key] })),
      },
      { outDir },
    )
    // Nothing answers at the workbench's own call API: what arrives went the project's way.
    const workbench = await openWorkbench(phones.shop.stack, {
      miniprogramDir: join(outDir, 'miniprogram'),
      callUrl: 'http://127.0.0.1:1/',
    })
    onTestFinished(() => workbench.close())
    const context = await phones.browser.newContext(handheld)
    onTestFinished(() => context.close())
    const phone = await openPhone(context, workbench.url, 0)
    await walkToCashier(phone)
    await phone.answer('支付 ¥0.01')
    await phone.see('支付成功')
    await phone.tap('查看订单')
    await phone.see('已付款，待取货')
    expect(phone.problems).toEqual([])
  })
}
