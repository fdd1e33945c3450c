import type * as glassEasel from 'glass-easel'
import type * as adapter from 'glass-easel-miniprogram-adapter'
import { registerFormField } from './form-field.ts'

type Behavior = ReturnType<ReturnType<adapter.CodeSpace['behavior']>['register']>

/** Definition that an app passes to Component(), Behavior() or Page(). */
export interface Definition {
  behaviors?: unknown[]
  [field: string]: unknown
}

/**
 * The behaviours that an app asks for by name.
 * @see https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/behaviors.html
 */
export class NamedBehaviors {
  readonly #byName: Map<string, Behavior>

  constructor(space: adapter.CodeSpace) {
    const make = (definition: object): Behavior => space.behavior().definition(definition).register() as Behavior
    const field = make({ properties: { name: String, value: null } })
    registerFormField(space.getComponentSpace(), (field as unknown as { _$: glassEasel.GeneralBehavior })._$)
    // The others need nothing here: forms look for fields and buttons across component borders, and every component may export.
    this.#byName = new Map([
      ['wx://form-field', field],
      ['wx://form-field-group', make({})],
      ['wx://form-field-button', make({})],
      ['wx://component-export', make({})],
    ])
  }

  /** The definition with every name replaced. Throws for a name that this client does not have. */
  resolve<T extends Definition>(definition: T): T {
    if (!Array.isArray(definition.behaviors)) return definition
    const behaviors = definition.behaviors.map((one) => {
      if (typeof one !== 'string') return one
      const found = this.#byName.get(one)
      if (found === undefined) throw new Error(`[miniprogram-browser] the behavior "${one}" is not supported`)
      return found
    })
    return { ...definition, behaviors }
  }
}
