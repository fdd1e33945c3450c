import type { Rule } from 'postcss'
import type { AppConfig } from '../config/app-config.ts'
import type { ProjectFiles } from '../files/project-files.ts'
import { readSheet, type Sheet } from './read-sheet.ts'
import { rewriteSelector } from './rewrite-selector.ts'

export interface CompiledStyles {
  /** Style sheets of app.wxss (`app`) and of every page and component that has one, by path. */
  css: Record<string, string>
  /** Files that the style sheets name, by their path in the build. */
  fonts: Map<string, Uint8Array>
}

interface Scope {
  styleScope: string | undefined
  /** In a component only class selectors work as its author expects. */
  isComponent: boolean
}

/** Compiles the wxss of the app and of every page and component, imports inlined. */
export function compileStyles(files: ProjectFiles, config: AppConfig): CompiledStyles {
  const sheets = new Map<string, Sheet>()
  const sheetOf = (file: string): Sheet => {
    const sheet = sheets.get(file) ?? readSheet(files, file)
    sheets.set(file, sheet)
    return sheet
  }
  const pages = new Set(config.pages)
  const scopes: [string, Scope][] = [
    ['app', { styleScope: undefined, isComponent: false }],
    ...Object.entries(config.components).map(([path, { styleScope }]): [string, Scope] => [
      path,
      { styleScope, isComponent: !pages.has(path) },
    ]),
  ]
  const css = scopes
    .filter(([path]) => files.exists(`${path}.wxss`))
    .map(([path, scope]) => [
      path,
      inOrder(sheetOf, `${path}.wxss`, new Set())
        .map((sheet) => write(files, sheet, scope))
        .join('\n'),
    ])
  const fonts = [...sheets.values()].flatMap((sheet) => [...sheet.fonts])
  return { css: Object.fromEntries(css) as Record<string, string>, fonts: new Map(fonts) }
}

/** A sheet after those that it imports, each once. */
function inOrder(sheetOf: (file: string) => Sheet, file: string, begun: Set<string>): Sheet[] {
  if (begun.has(file)) return []
  begun.add(file)
  const sheet = sheetOf(file)
  return [...sheet.imports.flatMap((imported) => inOrder(sheetOf, imported, begun)), sheet]
}

function write(files: ProjectFiles, { file, root }: Sheet, scope: Scope): string {
  const copy = root.clone()
  copy.walkRules((rule) => {
    if (isKeyframe(rule)) return
    const warn = (message: string) => files.report('warning', file, message, rule.source?.start?.line)
    if (scope.styleScope === undefined && /:host(?![\w-])/.test(rule.selector)) {
      warn(':host matches nothing where styles are shared: use a class')
    }
    rule.selector = rewriteSelector(rule.selector, {
      styleScope: scope.styleScope,
      onForeign: (part) => {
        if (scope.isComponent) warn(`"${part}" is not allowed in a component's wxss: select by class`)
      },
    })
  })
  return copy.toString()
}

function isKeyframe({ parent }: Rule): boolean {
  return parent?.type === 'atrule' && 'name' in parent && /keyframes$/i.test(String(parent.name))
}
