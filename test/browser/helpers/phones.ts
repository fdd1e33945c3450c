import { openWorkbench, users } from '@stack/local-stack'
import type { Browser } from 'playwright-core'
import { afterAll, expect, type TestContext } from 'vitest'
import { openStackBooks, type ShopStore } from '../../helpers/orders.ts'
import { openidOf, openShop, type Shop } from '../../helpers/shop.ts'
import type { FoundBrowser } from './find-browser.ts'
import { handheld, launchBrowser } from './launch-browser.ts'
import { type BrowserPhone, openPhone } from './phone.ts'

/** How long a phone may take for one thing: several of them share two cores. */
const patienceMs = 15_000

/** A stack, its mini program and a browser, for one test file. */
export interface Phones {
  shop: Shop
  store: ShopStore
  browser: Browser
  deskUrl: string
  /** Which user of the workbench has this name. */
  numberOf(name: string): number
  /** The phone of one of the names, or of 商家; it is gone when the test ends, and must have had no problems. */
  phone(test: TestContext, name: string): Promise<BrowserPhone>
}

/** Opens it all; every buyer that a test names has an openid of his own, so that tests do not meet. */
export async function openPhones(found: FoundBrowser, buyers: string[]): Promise<Phones> {
  const [shop, browser] = await Promise.all([openShop(), launchBrowser(found)])
  const people = [...buyers.map((name) => ({ name, openid: openidOf(name) })), { name: '商家', openid: users.merchant }]
  const workbench = await openWorkbench(shop.stack, { users: people, watch: false })
  afterAll(async () => {
    await browser.close()
    await workbench.close()
  })
  const numberOf = (name: string) => {
    const number = people.findIndex((one) => one.name === name)
    if (number < 0) throw new Error(`nobody is called ${name}`)
    return number
  }
  return {
    shop,
    store: openStackBooks(shop.stack),
    browser,
    deskUrl: workbench.url,
    numberOf,
    async phone({ onTestFinished }, name) {
      const context = await browser.newContext(handheld)
      context.setDefaultTimeout(patienceMs)
      onTestFinished(() => context.close())
      const phone = await openPhone(context, workbench.url, numberOf(name))
      onTestFinished(() => expect(phone.problems).toEqual([]))
      return phone
    },
  }
}
