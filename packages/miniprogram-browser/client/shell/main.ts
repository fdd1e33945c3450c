import type { Boot } from '../../src/serve/boot.ts'
import { element } from '../dom/element.ts'
import { askServer } from '../phone/ask-server.ts'
import { createStackClock } from '../phone/stack-clock.ts'
import { buildActivityPanel } from './activity-panel.ts'
import { buildClockPanel } from './clock-panel.ts'
import { listenToActivity } from './listen-to-activity.ts'
import { buildPhoneFrame } from './phone-frame.ts'
import { buildRefundPanel } from './refund-panel.ts'
import { buildUserSwitch } from './user-switch.ts'

const USER_KEY = 'desk-user'
const TICK_MS = 1000

async function openWorkbench(): Promise<void> {
  // The phone first: it starts while the workbench is being laid.
  const phone = buildPhoneFrame()
  const remembered = Number(sessionStorage.getItem(USER_KEY))
  document.body.append(phone.root)
  phone.show(remembered)
  const boot = await askServer<Boot>('boot')
  document.title = boot.title
  if (boot.fontCss !== null) document.head.append(element('link', { rel: 'stylesheet', href: boot.fontCss }))
  const clock = createStackClock(boot.offsetMs)
  const moved = (offsetMs: number) => {
    clock.setOffsetMs(offsetMs)
    phone.setOffsetMs(offsetMs)
  }
  phone.dress(boot)
  const clockPanel = buildClockPanel(clock, boot.hasClock, moved)
  const names = new Map(boot.users.map(({ name, openid }) => [openid, name]))
  const activity = buildActivityPanel((openid) => names.get(openid) ?? openid)
  const refunds = buildRefundPanel()
  const user = Math.min(remembered, boot.users.length - 1)
  buildPage(boot, { user, phone, clockPanel, activity })
  if (boot.hasCashier) activity.root.before(refunds.root)
  const tick = () => {
    clockPanel.tick()
    phone.tick(clock.now())
  }
  tick()
  setInterval(tick, TICK_MS)
  await listenToActivity({
    offsetMs: clock.offsetMs,
    news({ entries, offsetMs }) {
      activity.add(entries)
      if (entries.length > 0) refunds.refresh()
      if (offsetMs !== clock.offsetMs()) moved(offsetMs)
    },
    trouble: (reason) => activity.setTrouble(reason === '' ? '' : `与本地环境的连接断开了，正在重试。${reason}`),
  })
}

interface Parts {
  user: number
  phone: ReturnType<typeof buildPhoneFrame>
  clockPanel: ReturnType<typeof buildClockPanel>
  activity: ReturnType<typeof buildActivityPanel>
}

function buildPage(boot: Boot, { user, phone, clockPanel, activity }: Parts): void {
  let current = user
  const openid = element('code', { class: 'openid', title: 'openid', text: boot.users[user]?.openid ?? '' })
  const users = buildUserSwitch(boot.users, user, (chosen) => {
    current = chosen
    sessionStorage.setItem(USER_KEY, String(chosen))
    openid.textContent = boot.users[chosen]?.openid ?? ''
    phone.show(chosen)
  })
  const reload = element('button', {
    type: 'button',
    text: '重新载入',
    title: '重新编译并载入 Reload',
    onclick: () => phone.show(current),
  })
  const toggle = element('button', {
    type: 'button',
    class: 'activity-toggle',
    text: '轨迹',
    onclick: () => {
      const isOpen = document.body.classList.toggle('activity-open')
      toggle.textContent = isOpen ? '手机' : '轨迹'
    },
  })
  const bar = element('header', { class: 'bar' }, [element('h1', { text: boot.title }), users, openid, reload, toggle])
  document.body.prepend(bar, clockPanel.root)
  document.body.append(activity.root)
}

openWorkbench().catch((error: Error) => {
  document.body.append(element('p', { class: 'activity-trouble', role: 'alert', text: error.message }))
})
