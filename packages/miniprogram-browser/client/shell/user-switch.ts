import type { Boot } from '../../src/serve/boot.ts'
import { element } from '../dom/element.ts'

/** The users as one group of radio buttons; `choose` is told the number of the one who takes the phone. */
export function buildUserSwitch(users: Boot['users'], current: number, choose: (user: number) => void): HTMLElement {
  const options = users.map(({ name, openid }, index) =>
    element('label', { title: openid }, [
      element('input', {
        type: 'radio',
        name: 'user',
        value: String(index),
        checked: index === current,
        onchange: () => choose(index),
      }),
      element('span', { text: name }),
    ]),
  )
  return element('div', { class: 'users', role: 'radiogroup', 'aria-label': '用户 User' }, options)
}
