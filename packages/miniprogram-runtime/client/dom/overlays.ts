import type { ModalAnswer, ModalOptions, OverlayApi, ToastOptions } from '../api/engine-api.ts'
import { appendElement } from './dom.ts'

interface LayerOptions {
  label: string
  className?: string
  bottom?: boolean
  /** Action of Escape and of a tap beside the panel; null: none. */
  dismiss: (() => void) | null
}

/** One layer over the screen with everything under it out of reach. */
function openLayer(parent: HTMLElement, { label, className = '_m-shade', bottom = false, dismiss }: LayerOptions) {
  const layer = appendElement(parent, 'div', `_m-over ${className}`)
  const before = parent.ownerDocument.activeElement as HTMLElement | null
  if (bottom) layer.dataset.bottom = ''
  layer.setAttribute('role', 'dialog')
  layer.setAttribute('aria-modal', 'true')
  layer.setAttribute('aria-label', label)
  layer.tabIndex = -1
  // A touch that opened a layer makes up a click a moment later: only what was pressed on the layer belongs to it.
  let isPressed = false
  layer.addEventListener(
    'pointerdown',
    () => {
      isPressed = true
    },
    { capture: true },
  )
  layer.addEventListener(
    'click',
    (event) => {
      const isByKeyboard = event.detail === 0
      if (event.isTrusted && !isPressed && !isByKeyboard) event.stopImmediatePropagation()
      else if (event.target === layer) dismiss?.()
    },
    { capture: true },
  )
  layer.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') dismiss?.()
    if (event.key === 'Tab') keepFocus(layer, event)
  })
  const close = (): void => {
    layer.remove()
    before?.focus()
  }
  return { layer, close }
}

function keepFocus(layer: HTMLElement, event: KeyboardEvent): void {
  const inside = [...layer.querySelectorAll<HTMLElement>('button,input,textarea,[tabindex="0"]')]
  const active = layer.ownerDocument.activeElement as HTMLElement | null
  const last = event.shiftKey ? inside[0] : inside.at(-1)
  if (inside.length > 0 && active !== last && active !== layer) return
  event.preventDefault()
  ;(event.shiftKey ? inside.at(-1) : inside[0])?.focus()
}

/** Toasts, dialogs and panels over the pages; dialogs wait for each other. */
export class Overlays implements OverlayApi {
  readonly #parent: HTMLElement
  readonly #assetUrl: (path: string) => string
  #toast: { kind: 'toast' | 'loading'; layer: HTMLElement; timer: ReturnType<typeof setTimeout> | undefined } | null =
    null
  #last: Promise<unknown> = Promise.resolve()
  #open = 0
  #dismissPopup: (() => void) | null = null

  constructor(parent: HTMLElement, assetUrl: (path: string) => string) {
    this.#parent = parent
    this.#assetUrl = assetUrl
  }

  showToast({ title, icon, image, durationMs, mask }: ToastOptions): void {
    this.hideToast()
    const layer = appendElement(this.#parent, 'div', '_m-over')
    if (!mask) layer.dataset.through = ''
    const box = appendElement(layer, 'div', '_m-toast')
    box.setAttribute('role', 'status')
    if (image !== undefined) {
      box.dataset.icon = 'image'
      const picture = appendElement(box, 'img', '_m-toast-icon')
      picture.alt = ''
      picture.src = this.#assetUrl(image)
    } else if (icon !== 'none') {
      box.dataset.icon = icon
      appendElement(box, 'span', '_m-toast-icon').dataset.icon = icon
    }
    appendElement(box, 'span', '', title)
    const timer = Number.isFinite(durationMs) ? setTimeout(() => this.hideToast(), durationMs) : undefined
    this.#toast = { kind: icon === 'loading' && timer === undefined ? 'loading' : 'toast', layer, timer }
  }

  hideToast(kind?: 'toast' | 'loading'): void {
    if (this.#toast === null || (kind !== undefined && kind !== this.#toast.kind)) return
    clearTimeout(this.#toast.timer)
    this.#toast.layer.remove()
    this.#toast = null
  }

  showModal(options: ModalOptions): Promise<ModalAnswer> {
    return this.#queue((done: (answer: ModalAnswer) => void) => {
      const { layer, close } = openLayer(this.#parent, { label: options.title || options.content, dismiss: null })
      const box = appendElement(layer, 'div', '_m-modal')
      if (options.title !== '') appendElement(box, 'h2', '_m-modal-title', options.title)
      const input = options.editable ? modalInput(box, options) : null
      if (input === null && options.content !== '') appendElement(box, 'div', '_m-modal-text', options.content)
      const buttons = appendElement(box, 'div', '_m-modal-buttons')
      const answer = (confirm: boolean): void => {
        close()
        done({ confirm, cancel: !confirm, content: confirm ? (input?.value ?? null) : null })
      }
      const button = (text: string, color: string, confirm: boolean): HTMLButtonElement => {
        const element = appendElement(buttons, 'button', '', text)
        element.type = 'button'
        element.style.color = color
        element.addEventListener('click', () => answer(confirm))
        return element
      }
      if (options.showCancel) button(options.cancelText, options.cancelColor, false)
      const confirm = button(options.confirmText, options.confirmColor, true)
      ;(input ?? confirm).focus()
    })
  }

  showActionSheet(options: { alertText?: string; itemList: string[]; itemColor: string }): Promise<number | null> {
    return this.#queue((done: (index: number | null) => void) => {
      const finish = (index: number | null): void => {
        close()
        done(index)
      }
      const label = options.alertText ?? options.itemList.join('，')
      const { layer, close } = openLayer(this.#parent, { label, bottom: true, dismiss: () => finish(null) })
      const sheet = appendElement(layer, 'div', '_m-sheet')
      if (options.alertText) appendElement(sheet, 'div', '_m-sheet-note', options.alertText)
      const buttons = options.itemList.map((text, index) => {
        const button = appendElement(sheet, 'button', '', text)
        button.type = 'button'
        button.style.color = options.itemColor
        button.addEventListener('click', () => finish(index))
        return button
      })
      const cancel = appendElement(sheet, 'button', '_m-sheet-cancel', '取消')
      cancel.type = 'button'
      cancel.addEventListener('click', () => finish(null))
      ;(buttons[0] ?? cancel).focus()
    })
  }

  showPopup<T>(
    build: (panel: HTMLElement, close: (answer?: T) => void) => void,
    label: string,
  ): Promise<T | undefined> {
    return this.#queue((done: (answer: T | undefined) => void) => {
      const finish = (answer?: T): void => {
        this.#dismissPopup = null
        close()
        done(answer)
      }
      this.#dismissPopup = () => finish()
      const { layer, close } = openLayer(this.#parent, { label, bottom: true, dismiss: () => finish() })
      layer.focus()
      build(appendElement(layer, 'div', '_m-popup'), finish)
    })
  }

  showCover(build: (panel: HTMLElement) => void, label: string): Promise<void> {
    return this.#queue((done: (nothing: undefined) => void) => {
      const finish = (): void => {
        close()
        done(undefined)
      }
      const { layer, close } = openLayer(this.#parent, { label, className: '', dismiss: finish })
      const panel = appendElement(layer, 'div', '_m-cover')
      panel.addEventListener('click', finish)
      layer.focus()
      build(panel)
    })
  }

  /** The page under the overlays changed: its popup goes with it, what the app asked stays to be answered. */
  pageLeft(): void {
    this.#dismissPopup?.()
  }

  /** True while a dialog waits for the user. */
  get busy(): boolean {
    return this.#open > 0
  }

  #queue<T>(show: (done: (answer: T) => void) => void): Promise<T> {
    const open = (): Promise<T> => new Promise<T>((resolve) => show(resolve))
    // The first one opens at once: whoever asked sees it in the same task.
    const answered = this.#open === 0 ? open() : this.#last.then(open)
    this.#open += 1
    this.#last = answered.then(() => {
      this.#open -= 1
    })
    return answered
  }
}

function modalInput(box: HTMLElement, { content, placeholderText }: ModalOptions): HTMLInputElement {
  const input = appendElement(box, 'input', '_m-modal-input')
  input.value = content
  input.placeholder = placeholderText
  return input
}
