import type { FolderFiles } from '@stack/local-stack'

/** A change of the mini program that DevTools' compiler has to refuse, to show that it looks. */
interface CompileCase {
  name: string
  change(files: FolderFiles): void
}

type Json = Record<string, unknown>

function edit(file: string, change: (text: string) => string): CompileCase['change'] {
  return (files) => void files.set(file, Buffer.from(change(files.get(file)?.toString() ?? '')))
}

const editApp = (change: (app: Json) => Json) =>
  edit('app.json', (text) => JSON.stringify(change(JSON.parse(text) as Json)))

const sixTabs = (app: Json): Json => {
  const { list, ...bar } = app.tabBar as { list: unknown[] }
  return { ...app, tabBar: { ...bar, list: [...list, ...list].slice(0, 6) } }
}

export const refusedCases: readonly CompileCase[] = [
  { name: 'a brace too many in app.wxss', change: edit('app.wxss', (text) => `${text}\n.a { color: red }}`) },
  { name: 'a syntax error in app.ts', change: edit('app.ts', (text) => `${text}\nconst = 1`) },
  { name: 'a page that is not there', change: editApp((app) => ({ ...app, pages: ['pages/none/none'] })) },
  { name: 'pages that are no list', change: editApp((app) => ({ ...app, pages: 'pages/shop/shop' })) },
  { name: 'six tabs', change: editApp(sixTabs) },
]
