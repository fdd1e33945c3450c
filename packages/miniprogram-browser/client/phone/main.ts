import { startApp } from '@stack/miniprogram-runtime/client'
import type { Boot } from '../../src/serve/boot.ts'
import { element } from '../dom/element.ts'
import { askServer } from './ask-server.ts'
import { createHost } from './create-host.ts'
import { showProblems } from './show-problems.ts'
import { createStackClock } from './stack-clock.ts'

/** Starts the mini program of this server in the page, for the user whose number stands in the address (`?user=1`). */
async function turnOn(screen: HTMLElement): Promise<void> {
  const boot = await askServer<Boot>('boot')
  document.title = boot.title
  if (boot.fontCss !== null) document.head.append(element('link', { rel: 'stylesheet', href: boot.fontCss }))
  const { config, diagnostics } = boot
  if (config === undefined) {
    const errors = diagnostics.filter(({ level }) => level === 'error')
    return showProblems(screen, '小程序没有编译成功', errors)
  }
  const clock = createStackClock(boot.offsetMs)
  window.addEventListener('message', ({ origin, data }) => {
    if (origin === location.origin && typeof data?.offsetMs === 'number') clock.setOffsetMs(data.offsetMs)
  })
  const user = Math.min(Number(new URLSearchParams(location.search).get('user')) || 0, boot.users.length - 1)
  const host = createHost(boot, user, clock, screen)
  for (const { file, message } of diagnostics) host.report('warn', `${file}: ${message}`)
  const [styles] = await Promise.all([
    askServer<Record<string, string>>('app/styles.json'),
    loadScript('app/app.js'),
    loadScript('app/templates.js'),
  ])
  startApp({ config, styles, bundle: globalThis.__miniprogram ?? {} }, host)
}

function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const onerror = () => reject(new Error(`${src} 没有载入`))
    document.head.append(element('script', { src, onload: () => resolve(), onerror }))
  })
}

const screen = document.querySelector<HTMLElement>('#screen') ?? document.body
turnOn(screen).catch((error: unknown) => {
  showProblems(screen, '小程序没有启动', [error instanceof Error ? (error.stack ?? error.message) : String(error)])
  throw error // for the console
})
