import postcss, { CssSyntaxError, type Declaration, type Root } from 'postcss'
import type { ProjectFiles } from '../files/project-files.ts'
import { joinPath } from '../files/resolve-path.ts'
import { convertRpx } from './convert-rpx.ts'
import { substituteFonts } from './substitute-fonts.ts'

/** One wxss file, parsed: rpx converted, comments gone, selectors as written. */
export interface Sheet {
  file: string
  /** Files that it imports; they come before its own rules. */
  imports: string[]
  root: Root
  /** Fonts of the build that it needs, by their path in the build. */
  fonts: Map<string, Uint8Array>
}

/** Reads a wxss file; what cannot be parsed is reported and left out. */
export function readSheet(files: ProjectFiles, file: string): Sheet {
  const root = parse(files, file)
  const imports: string[] = []
  root.walkAtRules('import', (rule) => {
    const path = importedPath(file, rule.params)
    rule.remove()
    if (path !== undefined && files.exists(path)) imports.push(path)
    else files.refuse(file, `there is no style sheet ${rule.params}`, rule.source?.start?.line)
  })
  root.walkComments((comment) => {
    comment.remove()
  })
  root.walkAtRules((rule) => {
    rule.params = convertRpx(rule.params)
  })
  const fonts = substituteFonts(root)
  root.walkDecls((declaration) => {
    declaration.value = convertRpx(declaration.value)
    warnOfLocalFiles(files, file, declaration)
  })
  return { file, imports, root, fonts }
}

function parse(files: ProjectFiles, file: string): Root {
  try {
    return postcss.parse(files.read(file), { map: false })
  } catch (error) {
    if (!(error instanceof CssSyntaxError)) throw error
    files.refuse(file, error.reason, error.line)
    return postcss.root()
  }
}

/** `"./a.wxss"`, `'/a.wxss'`, `url(a.wxss)`, the extension may be missing. */
function importedPath(file: string, params: string): string | undefined {
  const target = /^(?:url\(\s*)?["']?([^"')\s]+)/.exec(params)?.[1]
  const path = target === undefined ? undefined : joinPath(file, target)
  return path === undefined || path.endsWith('.wxss') ? path : `${path}.wxss`
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/framework/view/wxss.html */
function warnOfLocalFiles(files: ProjectFiles, file: string, { value, source }: Declaration): void {
  const url = /url\(\s*["']?((?!https?:|data:|\/\/|fonts\/)[^"')]+)/i.exec(value)?.[1]
  if (url === undefined) return
  files.report(
    'warning',
    file,
    `WXSS cannot load the local file ${url}: use an <image> or a data: address`,
    source?.start?.line,
  )
}
