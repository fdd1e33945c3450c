import type { Diagnostic } from '@stack/miniprogram-compiler/types'
import { element } from '../dom/element.ts'

/** Shows on the phone why the mini program could not be started. */
export function showProblems(screen: HTMLElement, title: string, problems: (Diagnostic | string)[]): void {
  const items = problems.map((problem) => {
    if (typeof problem === 'string') return element('li', { text: problem })
    const { file, line, message } = problem
    const place = line === undefined ? file : `${file}:${line}`
    return element('li', {}, [element('span', { class: 'place', text: place }), message])
  })
  screen.replaceChildren(
    element('main', { class: 'problems' }, [element('h1', { text: title }), element('ol', {}, items)]),
  )
}
