import { element } from '../dom/element.ts'
import { askServer } from '../phone/ask-server.ts'
import type { StackClock } from '../phone/stack-clock.ts'
import { dateAndTime, durationText, STEPS } from './stack-time.ts'

/** The stack's clock with the buttons that move it forward. */
export interface ClockPanel {
  root: HTMLElement
  /** Shows the time as it is now. */
  tick(): void
}

/** Builds the panel; `moved` is told a new offset (ms). Without a movable clock it only shows the time. */
export function buildClockPanel(clock: StackClock, hasClock: boolean, moved: (offsetMs: number) => void): ClockPanel {
  const time = element('time', { title: '本地环境的时钟，北京时间 The stack’s clock, Beijing time' })
  const ahead = element('span', { class: 'ahead', role: 'status' })
  const buttons = STEPS.map(({ label, ms }) =>
    element('button', { type: 'button', text: label, onclick: () => void move(ms(clock.now())) }),
  )
  let note = '' // stands instead of the offset: what is under activity, or why it failed
  const tick = () => {
    const offsetMs = clock.offsetMs()
    time.textContent = dateAndTime(clock.now())
    ahead.textContent = note || (offsetMs < 60_000 ? '' : `已快进 ${durationText(offsetMs)}`)
    ahead.title = ahead.textContent
  }
  const move = async (advanceMs: number) => {
    for (const button of buttons) button.disabled = true
    note = '快进中…'
    tick()
    try {
      const { offsetMs } = await askServer<{ offsetMs: number }>('clock', { advanceMs })
      note = ''
      moved(offsetMs)
    } catch (error) {
      note = error instanceof Error ? error.message : String(error)
    }
    for (const button of buttons) button.disabled = false
    tick()
  }
  const steps = element('div', { class: 'steps', role: 'group', 'aria-label': '快进 Advance' }, [
    element('span', { class: 'steps-name', text: '快进' }),
    ...buttons,
  ])
  return {
    root: element('section', { class: 'clock', 'aria-label': '时钟 Clock' }, [
      element('div', { class: 'when' }, [time, ahead]),
      ...(hasClock ? [steps] : []),
    ]),
    tick,
  }
}
