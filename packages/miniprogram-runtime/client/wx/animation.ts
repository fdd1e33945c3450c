/** Timing of one group of changes: ms and CSS timing names. */
interface StepOptions {
  duration?: number
  timingFunction?: string
  delay?: number
  transformOrigin?: string
}

interface Change {
  type: string
  args: unknown[]
}

/** Value of `export()` for `animation="{{…}}"`: groups that run one after the other. */
export interface AnimationData {
  actions: {
    animates: Change[]
    option: { transformOrigin: string; transition: { duration: number; timingFunction: string; delay: number } }
  }[]
}

const STYLES = ['opacity', 'backgroundColor', 'width', 'height', 'top', 'left', 'bottom', 'right']
const TRANSFORMS = [
  ...[
    'matrix',
    'matrix3d',
    'rotate',
    'rotate3d',
    'rotateX',
    'rotateY',
    'rotateZ',
    'scale',
    'scale3d',
    'scaleX',
    'scaleY',
  ],
  ...['scaleZ', 'skew', 'skewX', 'skewY', 'translate', 'translate3d', 'translateX', 'translateY', 'translateZ'],
]

const cssName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const withUnit = (value: unknown): unknown => (typeof value === 'number' ? `${value}px` : value)
const plainStyle = (name: string): boolean => name === 'opacity' || name === 'backgroundColor'

/** Records changes until `step` closes a group; `export` empties the record. */
class AnimationRecord {
  readonly #defaults: StepOptions
  #changes: Change[] = []
  #actions: AnimationData['actions'] = []

  constructor(defaults: StepOptions) {
    this.#defaults = defaults
  }

  add(type: string, args: unknown[]): this {
    this.#changes.push({ type, args })
    return this
  }

  step(options: StepOptions = {}): this {
    const {
      duration = 400,
      timingFunction = 'linear',
      delay = 0,
      transformOrigin = '50% 50% 0',
    } = {
      ...this.#defaults,
      ...options,
    }
    const option = { transformOrigin, transition: { duration, timingFunction, delay } }
    this.#actions.push({ animates: this.#changes, option })
    this.#changes = []
    return this
  }

  export(): AnimationData {
    const actions = this.#actions
    this.#actions = []
    return { actions }
  }
}

/**
 * `wx.createAnimation`: records transforms and styles for the `animation` attribute.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/ui/animation/wx.createAnimation.html
 */
export function createAnimation(options: StepOptions = {}): object {
  const record = new AnimationRecord(options)
  const methods = [
    ...STYLES.map((name) => {
      const value = (given: unknown) => (plainStyle(name) ? given : withUnit(given))
      return [name, (given: unknown) => record.add('style', [cssName(name), value(given)])]
    }),
    ...TRANSFORMS.map((name) => [name, (...args: unknown[]) => record.add(name, args)]),
  ]
  return Object.assign(record, Object.fromEntries(methods) as object)
}
