import type { EngineApi, PageApi } from './engine-api.ts'

/** A page with the engine it runs in. */
export interface PageInEngine extends PageApi {
  readonly engine: EngineApi
}

const pages = new WeakMap<Document, PageInEngine>()

/** Notes which page a document shows. */
export function registerPage(document: Document, page: PageInEngine): void {
  pages.set(document, page)
}

/** The page that a document shows. Throws for a document that is none. */
export function pageOfDocument(document: Document): PageInEngine {
  const page = pages.get(document)
  if (page === undefined) throw new Error('[miniprogram-browser] this document shows no page')
  return page
}
