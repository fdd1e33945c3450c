import type { Cursor } from '@stack/contract'
import type { Refusal } from '../../services/refusals'
import type { Source } from './live-page'
import { type Failure, viewFailure } from './view-failure'

/** Foot of a list: nothing to say, the next page is on its way, it did not come, or there is none. */
export type More = 'idle' | 'loading' | 'failed' | 'end'

/** Content of a list. */
export interface ListView<Row> extends Failure {
  rows: Row[]
  more: More
}

/** Beginning of a page and its number of rows. */
export interface PageWish {
  after?: Cursor
  limit: number
}

/** One page, or why it did not come. */
export type FetchedPage<Row> = { ok: true; rows: Row[]; next: Cursor | null } | { ok: false; refused: Refusal }

export interface PagerOptions<Row> {
  fetch: (wish: PageWish) => Promise<FetchedPage<Row>>
  /** Key of a row: one that moved from one page to the next while they were read stands once. */
  keyOf: (row: Row) => string
  show: (view: Partial<ListView<Row>>) => void
}

/** Its `restart` is another list from now on: what is shown goes, the first page is asked for. */
export interface Pager extends Source {
  /** One page more, unless there is none or one is on its way. */
  loadMore: () => Promise<void>
}

const pageSize = 20
/** The most that one call answers. */
const largestPage = 50

/** Keeps a list that the server tells page by page. An answer that a later question has overtaken is dropped. */
export function createPager<Row>({ fetch, keyOf, show }: PagerOptions<Row>): Pager {
  let rows: Row[] = []
  let next: Cursor | null = null
  let ready = false
  let turn = 0
  let asking = false

  const fail = (refused: Refusal) => {
    ready = false
    rows = []
    show({ ...viewFailure(refused), rows, more: 'idle' })
  }

  async function reload(): Promise<Refusal | null> {
    turn += 1
    const mine = turn
    asking = false
    const limit = Math.min(Math.max(rows.length, pageSize), largestPage)
    const page = await fetch({ limit })
    if (mine !== turn) return null
    if (!page.ok) {
      if (!ready || page.refused !== 'no_answer') fail(page.refused)
      else show({ more: next === null ? 'end' : 'idle' })
      return page.refused
    }
    rows = page.rows
    next = page.next
    ready = true
    show({ phase: rows.length === 0 ? 'empty' : 'ready', rows, more: next === null ? 'end' : 'idle' })
    return null
  }

  return {
    open: reload,
    reload,
    async restart() {
      rows = []
      ready = false
      show({ phase: 'loading', rows, more: 'idle' })
      await reload()
    },
    async loadMore() {
      if (!ready || next === null || asking) return
      const mine = turn
      asking = true
      show({ more: 'loading' })
      const page = await fetch({ after: next, limit: pageSize })
      if (mine !== turn) return
      asking = false
      if (!page.ok) {
        if (page.refused === 'no_answer') show({ more: 'failed' })
        else fail(page.refused)
        return
      }
      const known = new Set(rows.map(keyOf))
      rows = [...rows, ...page.rows.filter((row) => !known.has(keyOf(row)))]
      next = page.next
      show({ rows, more: next === null ? 'end' : 'idle' })
    },
  }
}
