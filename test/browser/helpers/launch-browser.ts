import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core'
import type { FoundBrowser } from './find-browser.ts'

/** A phone's screen, touched with fingers. */
export const handheld: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 1,
  hasTouch: true,
  isMobile: true,
  locale: 'zh-CN',
}

export function launchBrowser({ executablePath, env }: FoundBrowser): Promise<Browser> {
  // The sandbox of Chromium is not to be had in every container; what runs here is our own.
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu']
  return chromium.launch({ executablePath, env: { ...process.env, ...env }, args })
}
