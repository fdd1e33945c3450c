import { fileURLToPath } from 'node:url'
import { openMiniprogram, type Screen } from '@stack/miniprogram-runtime/testing'
import { onTestFinished } from 'vitest'
import { openShop } from './shop.ts'

const dir = fileURLToPath(new URL('../..', import.meta.url))

type Shop = ReturnType<typeof openShop>

/** The mini program in the engine of the browser, at a page, in front of a shop in memory. */
export async function openScreen(
  start: string,
  shop: Shop = openShop(),
  storage: Record<string, unknown> = {},
  now: () => number = Date.now,
) {
  const screen: Screen = await openMiniprogram({
    dir,
    start,
    storage,
    now,
    callFunction: (name, data) => shop.answer(name as Parameters<Shop['answer']>[0], data),
    requestPayment: () => ({ errMsg: shop.cashier() }),
  })
  onTestFinished(() => screen.close())
  return { screen, shop }
}
