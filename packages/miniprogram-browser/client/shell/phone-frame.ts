import type { Boot } from '../../src/serve/boot.ts'
import { element } from '../dom/element.ts'
import { timeOfDay } from './stack-time.ts'

/** The phone on the workbench. */
export interface PhoneFrame {
  root: HTMLElement
  /** Makes the frame fit the mini program: its name, the colours of its bar. */
  dress(boot: Boot): void
  /** Gives the phone to the user with this number; his session goes on where he left it. */
  show(user: number): void
  /** Tells the phone the clock's offset (ms). */
  setOffsetMs(offsetMs: number): void
  /** Shows the time (epoch ms) in the status bar. */
  tick(now: number): void
}

/** Builds the frame around the page that runs the mini program. */
export function buildPhoneFrame(): PhoneFrame {
  const time = element('span')
  const bar = element('div', { class: 'status-bar', 'aria-hidden': 'true' }, [
    time,
    element('span', { class: 'battery' }),
  ])
  const screen = element('iframe', { title: '手机', name: 'phone' })
  return {
    root: element('section', { class: 'phone', 'aria-label': '手机 Phone' }, [bar, screen]),
    dress({ title, config }) {
      screen.title = `${title}（手机）`
      if (config === undefined) return
      bar.style.background = config.window.navigationBarBackgroundColor
      bar.style.color = config.window.navigationBarTextStyle
    },
    show(user) {
      // Replaced, so that the browser's own Back does not walk through users and reloads.
      screen.contentWindow?.location.replace(new URL(`phone.html?user=${user}`, location.href))
    },
    setOffsetMs(offsetMs) {
      screen.contentWindow?.postMessage({ offsetMs }, location.origin)
    },
    tick(now) {
      time.textContent = timeOfDay(now).slice(0, 5)
    },
  }
}
