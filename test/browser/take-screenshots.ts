import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWorkbench, root, type Stack, startStack, users } from '@stack/local-stack'
import type { Browser } from 'playwright-core'
import { findBrowser } from './helpers/find-browser.ts'
import { handheld, launchBrowser } from './helpers/launch-browser.ts'
import { type BrowserPhone, openPhone, openPhoneOn } from './helpers/phone.ts'
import { paintScenery } from './helpers/scenery.ts'
import { buyerShots, gateCalls, merchantShots, type Shot } from './helpers/shots.ts'
import { walkToCashier } from './helpers/walks.ts'

// npx tsx test/browser/take-screenshots.ts [start of a name ...]: dist/screenshots/<page>-<state>-<width>.png

const outDir = join(root, 'dist', 'screenshots')
const fontCss = createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/index.css')
const people = Object.keys(users)
const sizes = [
  { width: 360, height: 780 },
  { width: 390, height: 844 },
  { width: 430, height: 932 },
]
const noonMs = Date.UTC(2026, 2, 2, 4)
const starts = process.argv.slice(2)
const isWanted = (name: string) => starts.length === 0 || starts.some((start) => name.startsWith(start))

/** Makes the screen as high as what is on it, so that the picture shows what a finger would scroll to. */
async function unroll({ page, top }: BrowserPhone, { width, height }: { width: number; height: number }) {
  const hidden = await top.locator('html').evaluate((html) => html.scrollHeight - html.clientHeight)
  if (hidden > 0) await page.setViewportSize({ width, height: height + hidden })
}

async function takeShot(browser: Browser, deskUrl: string, shot: Shot, viewport: { width: number; height: number }) {
  const context = await browser.newContext({ ...handheld, viewport })
  context.setDefaultTimeout(10_000)
  try {
    const phone = await openPhone(context, deskUrl, people.indexOf(shot.user))
    const gate = gateCalls(phone.page)
    await phone.stack()
    await shot.before?.(gate)
    await phone.restart(...shot.pages)
    await phone.see(shot.see)
    await shot.after?.(phone, gate)
    await phone.page.evaluate(() => document.fonts.ready)
    await phone.page.waitForTimeout(400) // popups slide in
    await unroll(phone, viewport)
    await phone.page.screenshot({ path: join(outDir, `${shot.name}-${viewport.width}.png`) })
    return phone.problems
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  } finally {
    await context.close()
  }
}

async function takeDesk(browser: Browser, deskUrl: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  const phone = await openPhoneOn(page, deskUrl)
  await walkToCashier(phone)
  await phone.cashier.see('请输入支付密码')
  await page.screenshot({ path: join(outDir, 'workbench-cashier-1280.png') })
  await page.keyboard.type('246810')
  await phone.see('支付成功')
  const unified = page.locator('li[data-kind=gateway]').last()
  await unified.click()
  await unified.getByText('<total_fee>').first().waitFor()
  await page.screenshot({ path: join(outDir, 'workbench-activity-1280.png') })
  await page.close()
}

async function takeAll(browser: Browser, stack: Stack, deskUrl: string): Promise<void> {
  const scenery = await paintScenery(stack)
  const shots = [...buyerShots(scenery), ...merchantShots(scenery)].filter(({ name }) => isWanted(name))
  for (const viewport of sizes) {
    for (const shot of shots) {
      const problems = await takeShot(browser, deskUrl, shot, viewport)
      process.stdout.write(`${shot.name}-${viewport.width}\n${problems.map((problem) => `  ${problem}\n`).join('')}`)
    }
  }
}

const found = findBrowser()
if (found === null) throw new Error('[test/browser] no Chrome, Edge or Chromium on this machine: install one')
const dataDir = mkdtempSync(join(tmpdir(), 'wxpay-screenshots-'))
mkdirSync(outDir, { recursive: true })
const stack = await startStack({ dataDir, startAtMs: noonMs })
const workbench = await openWorkbench(stack, { fontCss, watch: false })
const browser = await launchBrowser(found)
try {
  if (isWanted('workbench')) await takeDesk(browser, workbench.url)
  await takeAll(browser, stack, workbench.url)
} finally {
  await browser.close()
  await workbench.close()
  await stack.close()
  rmSync(dataDir, { recursive: true, force: true })
}
