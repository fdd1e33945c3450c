import { type BuiltinDefinition, hoverProperties } from '../api/builtin.ts'

/** `<view>`, and `<cover-view>`, which lies in the page like any other here. */
export const view: BuiltinDefinition = { properties: hoverProperties() }

export const viewStyle = `
wx-view,wx-cover-view{display:block}
[hidden]{display:none!important}
`
