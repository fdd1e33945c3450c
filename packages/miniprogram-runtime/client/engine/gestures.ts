import { type FrameBackend, wxElementOf } from './backend.ts'
import { ancestors, builtinOf } from './builtin-node.ts'
import { fireGesture } from './dispatch-event.ts'
import { startHover } from './hover.ts'

/** Shared by all pages: the mouse events that a browser makes up after a touch may land in the next page. */
export interface TouchMemory {
  /** ms, of `performance.now()`'s clock */
  lastTouch: number
}

const MOUSE_AFTER_TOUCH_MS = 600
const LONG_PRESS_MS = 350
/** px a finger may move and still tap. */
const TAP_DISTANCE = 10

interface Point {
  identifier: number
  pageX: number
  pageY: number
  clientX: number
  clientY: number
  force: number
}

interface Press {
  start: Point
  target: EventTarget
  moved: boolean
  timer: ReturnType<typeof setTimeout>
  long: boolean
  endHover: () => void
}

type PointSource = Pick<Touch, 'pageX' | 'pageY' | 'clientX' | 'clientY'> & { identifier?: number; force?: number }

const point = ({ identifier = 0, pageX, pageY, clientX, clientY, force = 1 }: PointSource): Point => ({
  identifier,
  pageX,
  pageY,
  clientX,
  clientY,
  force,
})

const far = (a: Point, b: Point): boolean =>
  Math.abs(a.clientX - b.clientX) > TAP_DISTANCE || Math.abs(a.clientY - b.clientY) > TAP_DISTANCE

/** A disabled button swallows the tap of what lies around it, too. */
function disabled(target: EventTarget | null): boolean {
  const element = wxElementOf(target as Node | null)
  if (element === null) return false
  for (const one of ancestors(element)) {
    const node = builtinOf(one)
    if (node?.tag === 'button' && node.props.disabled === true) return true
  }
  return false
}

/** Fires `tap` where the user tapped, by finger, mouse or keyboard. */
function tap(target: EventTarget | null, original: Event, at: Point): void {
  if (disabled(target)) return
  fireGesture(target, 'tap', { x: at.pageX, y: at.pageY }, original, { touches: [], changedTouches: [at] })
}

class Presses {
  readonly #backend: FrameBackend
  readonly #presses = new Map<number, Press>()

  constructor(backend: FrameBackend) {
    this.#backend = backend
  }

  begin(original: Event, target: EventTarget, start: Point): void {
    const timer = setTimeout(() => this.#long(original, start.identifier), LONG_PRESS_MS)
    const endHover = startHover(wxElementOf(target as Node))
    this.#presses.set(start.identifier, { start, target, moved: false, timer, long: false, endHover })
  }

  move(now: Point): void {
    const press = this.#presses.get(now.identifier)
    if (press === undefined || press.moved || !far(press.start, now)) return
    press.moved = true
    clearTimeout(press.timer)
    press.endHover()
  }

  end(original: Event, now: Point): void {
    const press = this.#take(now.identifier)
    if (press === undefined || press.moved || far(press.start, now)) return
    if (!(press.long && this.#backend.listensTo(press.target as Node, 'longpress'))) tap(press.target, original, now)
  }

  cancel(identifier: number): void {
    this.#take(identifier)
  }

  has(identifier: number): Press | undefined {
    return this.#presses.get(identifier)
  }

  #take(identifier: number): Press | undefined {
    const press = this.#presses.get(identifier)
    if (press === undefined) return undefined
    this.#presses.delete(identifier)
    clearTimeout(press.timer)
    press.endHover()
    return press
  }

  #long(original: Event, identifier: number): void {
    const press = this.#presses.get(identifier)
    if (press === undefined) return
    press.long = true
    const fields = { touches: [press.start], changedTouches: [press.start] }
    for (const type of ['longpress', 'longtap']) {
      fireGesture(press.target, type, { x: press.start.pageX, y: press.start.pageY }, original, fields)
    }
  }
}

function watchTouch(document: Document, presses: Presses, memory: TouchMemory): void {
  const handle = (type: string, act: (event: TouchEvent, one: Point) => void) => {
    const listener = (event: TouchEvent): void => {
      memory.lastTouch = performance.now()
      const changed = [...event.changedTouches].map(point)
      const fields = { touches: [...event.touches].map(point), changedTouches: changed }
      const first = changed[0]
      const prevented = fireGesture(event.target, type, { x: first?.pageX, y: first?.pageY }, event, fields)
      // `catch:touchmove` keeps the page from scrolling.
      if (prevented && type === 'touchmove' && event.cancelable) event.preventDefault()
      for (const one of changed) act(event, one)
    }
    document.addEventListener(type as 'touchstart', listener, { capture: true, passive: false })
  }
  handle('touchstart', (event, one) => event.target && presses.begin(event, event.target, one))
  handle('touchmove', (_, one) => presses.move(one))
  handle('touchend', (event, one) => presses.end(event, one))
  handle('touchcancel', (_, one) => presses.cancel(one.identifier))
}

/** A mouse that is pressed is a finger. */
function watchMouse(document: Document, presses: Presses, memory: TouchMemory): void {
  const handle = (type: string, touch: string, act: (event: MouseEvent, one: Point) => void) => {
    const listener = (event: MouseEvent): void => {
      if (event.button !== 0 || performance.now() - memory.lastTouch < MOUSE_AFTER_TOUCH_MS) return
      const press = presses.has(0)
      if ((touch === 'touchstart') === (press !== undefined)) return
      const one = point(event)
      const target = press?.target ?? event.target
      const touches = touch === 'touchend' ? [] : [one]
      fireGesture(target, touch, { x: one.pageX, y: one.pageY }, event, { touches, changedTouches: [one] })
      act(event, one)
    }
    document.addEventListener(type as 'mousedown', listener, { capture: true })
  }
  handle('mousedown', 'touchstart', (event, one) => event.target && presses.begin(event, event.target, one))
  handle('mousemove', 'touchmove', (_, one) => presses.move(one))
  handle('mouseup', 'touchend', (event, one) => presses.end(event, one))
}

const TYPING = new Set(['INPUT', 'TEXTAREA', 'SELECT', 'BUTTON', 'A'])

function watchKeyboard(document: Document): void {
  document.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement
    if ((event.key !== 'Enter' && event.key !== ' ') || event.repeat) return
    if (TYPING.has(target.tagName) || !target.hasAttribute('tabindex')) return
    event.preventDefault()
    const { left, top, width, height } = target.getBoundingClientRect()
    const [clientX, clientY] = [left + width / 2, top + height / 2]
    tap(target, event, point({ pageX: clientX, pageY: clientY, clientX, clientY }))
  })
}

const PASSED_ON = ['transitionend', 'animationstart', 'animationiteration', 'animationend']

/** Turns what the browser sees in a page's document into the events of a mini program. */
export function watchGestures(document: Document, backend: FrameBackend, memory: TouchMemory): void {
  const presses = new Presses(backend)
  watchTouch(document, presses, memory)
  watchMouse(document, presses, memory)
  watchKeyboard(document)
  for (const type of PASSED_ON) {
    document.addEventListener(type, (event) => fireGesture(event.target, type, {}, event))
  }
}
