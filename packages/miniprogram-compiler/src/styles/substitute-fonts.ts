import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Root } from 'postcss'

const folder = join(import.meta.dirname, '..', 'substitutes', 'tdesign-icons')

/** Path of the font in the build, and in the address that the style sheet names. */
const fontFile = 'fonts/t.woff'

/** The rule of one icon, `.t-icon-add:before`. */
const iconRule = /\.t-icon-([\w-]+?)::?before$/

let glyphs: Record<string, string> | undefined

/**
 * Puts the font of `src/substitutes/tdesign-icons` in the place of TDesign's, which is on a content network: changes the
 * sheet and answers the files that it now needs, none for most sheets.
 */
export function substituteFonts(root: Root): Map<string, Uint8Array> {
  let isSubstituted = false
  root.walkAtRules('font-face', (rule) => {
    rule.walkDecls('src', (declaration) => {
      if (!/https:\/\/tdesign\.gtimg\.com\/icon\/[^)]*\/fonts\/t\.woff/.test(declaration.value)) return
      declaration.value = `url(${fontFile}) format("woff")`
      isSubstituted = true
    })
  })
  if (!isSubstituted) return new Map()
  glyphs ??= JSON.parse(readFileSync(join(folder, 'glyphs.json'), 'utf8')) as Record<string, string>
  const codePoints = glyphs
  root.walkDecls('content', (declaration) => {
    const { parent } = declaration
    const name =
      parent?.type === 'rule' && 'selector' in parent ? iconRule.exec(String(parent.selector))?.[1] : undefined
    const codePoint = name === undefined ? undefined : codePoints[name]
    if (codePoint !== undefined) declaration.value = `"\\${codePoint}"`
  })
  return new Map([[fontFile, readFileSync(join(folder, 't.woff'))]])
}
