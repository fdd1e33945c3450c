import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core'

/** The phone of one user, as fingers and eyes meet it: everything waits until what it needs is there. */
export interface BrowserPhone {
  page: Page
  /** What a phone should never have: errors and warnings in the console, failed requests. */
  problems: string[]
  /** The document of the page on top. */
  top: FrameLocator
  /** Starts the mini program anew with these pages open, bottom first. */
  restart(...stack: string[]): Promise<void>
  /** Taps what shows exactly this text on the page on top. */
  tap(text: string): Promise<void>
  /** Taps the button with this text on the page on top. */
  tapButton(text: string): Promise<void>
  /** Taps what shows this text within the smallest card that shows `card`. */
  tapOn(card: string, text: string): Promise<void>
  /** Taps twice, faster than anything can answer. */
  tapTwice(text: string): Promise<void>
  /** Taps what assistive technology knows by this name on the page on top. */
  tapNamed(name: string): Promise<void>
  tapTab(text: string): Promise<void>
  /** Taps a button of what lies over the page: a dialog or a sheet of `wx`. */
  answer(text: string): Promise<void>
  back(): Promise<void>
  /** Writes into the field that assistive technology knows by this name. */
  write(field: string, text: string): Promise<void>
  /** Waits for texts on the page on top, in this or any order. */
  see(...texts: string[]): Promise<void>
  /** All that the page on top says. */
  text(): Promise<string>
  /** Waits for a text in the bar over the page, in a dialog or in a toast. */
  seeOver(text: string): Promise<void>
  /** Paths with queries, the page on top last. */
  stack(): Promise<string[]>
  cashier: PhoneCashier
}

/** The cashier that opens over the phone. */
export interface PhoneCashier {
  see(...texts: string[]): Promise<void>
  /** Types six digits on its pad. */
  pay(): Promise<void>
  cancel(): Promise<void>
  choose(text: '余额不足' | '支付后断网'): Promise<void>
  /** Reads why there was no payment, and closes the box that says so. */
  confirm(reason: string): Promise<void>
}

const topPage = 'section._m-page:not([data-covered])'

/** Opens the phone of the user with this number in a page of its own. */
export async function openPhone(context: BrowserContext, deskUrl: string, user: number): Promise<BrowserPhone> {
  const page = await context.newPage()
  const problems = watchProblems(page)
  await page.goto(`${deskUrl}phone.html?user=${user}`)
  return holdPhone(page, page, problems)
}

/** Opens the workbench; the phone that lies on it. */
export async function openPhoneOn(page: Page, deskUrl: string): Promise<BrowserPhone> {
  const problems = watchProblems(page)
  await page.goto(deskUrl)
  return holdPhone(page, page.frameLocator('iframe[name=phone]'), problems)
}

/** A phone that is open in `root`: a page of its own with a touch screen, or the frame on a workbench with a mouse. */
function holdPhone(page: Page, root: Page | FrameLocator, problems: string[]): BrowserPhone {
  const press = (target: Locator) => (root === page ? target.tap() : target.click())
  const top = root.frameLocator(`${topPage} iframe`)
  const shown = (locator: Locator) => locator.filter({ visible: true })
  /** What stood there instead says more than what did not come. */
  const tellPage = async (cause: Error) => {
    const [inside, over] = [await top.locator('body').textContent(), await root.locator('body').textContent()]
    throw new Error(`${cause.message}\nthe page: ${inside}\nover it: ${over}\nproblems: ${problems.join('; ')}`, {
      cause,
    })
  }
  return {
    page,
    problems,
    top,
    async restart(...stack) {
      await root.locator(topPage).waitFor()
      await page.evaluate(writeSession, stack)
      await page.reload()
    },
    tap: (text) => press(shown(top.getByText(text, { exact: true }))),
    tapButton: (text) => press(shown(top.getByRole('button', { name: text, exact: true }))),
    tapOn: (card, text) => press(shown(top.locator('.card', { hasText: card }).getByText(text, { exact: true }))),
    async tapTwice(text) {
      const box = await shown(top.getByText(text, { exact: true })).boundingBox()
      if (box === null) throw new Error(`${text} is not shown`)
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
      await Promise.all([page.touchscreen.tap(x, y), page.touchscreen.tap(x, y)])
    },
    tapNamed: (name) => press(top.locator(`[aria-label="${name}"]`)),
    tapTab: (text) => press(root.locator('nav._m-tabs').getByText(text, { exact: true })),
    answer: (text) => press(root.locator('[role=dialog]').getByRole('button', { name: text, exact: true })),
    back: () => press(shown(root.getByRole('button', { name: '返回' }))),
    write: (field, text) =>
      top
        .locator('input, textarea')
        .and(top.getByLabel(field, { exact: true }))
        .fill(text),
    async see(...texts) {
      for (const text of texts) await shown(top.getByText(text)).first().waitFor().catch(tellPage)
    },
    text: async () => (await top.locator('body').textContent()) ?? '',
    seeOver: (text) => shown(root.getByText(text)).first().waitFor(),
    async stack() {
      await root.locator(topPage).waitFor()
      return page.evaluate(readSession)
    },
    cashier: holdCashier(root, press),
  }
}

function holdCashier(root: Page | FrameLocator, press: (target: Locator) => Promise<void>): PhoneCashier {
  const sheet = root.locator('dialog.cashier')
  const reasons = root.locator('dialog.cashier-reason')
  const pressNamed = (name: string) => press(sheet.getByRole('button', { name, exact: true }))
  return {
    async see(...texts) {
      for (const text of texts) await sheet.getByText(text).waitFor()
    },
    async pay() {
      for (const digit of '246810') await pressNamed(digit)
    },
    cancel: () => pressNamed('取消支付'),
    choose: pressNamed,
    async confirm(reason) {
      await reasons.getByText(reason).waitFor()
      await press(reasons.getByRole('button', { name: '确定' }))
    },
  }
}

/** Collects whatever a page of the browser complains about, frames included. */
function watchProblems(page: Page): string[] {
  const problems: string[] = []
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') problems.push(`console: ${line.text()}`)
  })
  page.on('pageerror', (error) => problems.push(`thrown: ${error.stack ?? error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`)
  })
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    // A page that is reloaded or closed gives up what it still waits for.
    if (reason !== 'net::ERR_ABORTED') problems.push(`${reason} ${request.url()}`)
  })
  return problems
}

// A phone keeps the open pages of its user in the tab's sessionStorage, under its only key.
const readSession = (): string[] => {
  const key = sessionStorage.key(0)
  const text = key === null ? null : sessionStorage.getItem(key)
  return text === null ? [] : (JSON.parse(text) as { stack: string[] }).stack
}

const writeSession = (stack: string[]): void => {
  const key = sessionStorage.key(0)
  if (key === null) throw new Error('the phone has no session')
  sessionStorage.setItem(key, JSON.stringify({ stack }))
}
