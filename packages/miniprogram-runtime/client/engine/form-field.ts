import type * as glassEasel from 'glass-easel'

const fields = new WeakMap<glassEasel.ComponentSpace, glassEasel.GeneralBehavior>()

/** Notes the behaviour that stands for `wx://form-field` in one app. */
export function registerFormField(space: glassEasel.ComponentSpace, behavior: glassEasel.GeneralBehavior): void {
  fields.set(space, behavior)
}

/** Says whether a custom component takes part in a form. @see https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/behaviors.html */
export function isFormField(component: glassEasel.GeneralComponent): boolean {
  const behavior = fields.get(component.getRootBehavior().ownerSpace)
  return behavior !== undefined && component.hasBehavior(behavior)
}
