import { expect, test } from 'vitest'
import { createPager, type FetchedPage, type ListView, type PageWish } from '../../merchant/utils/pager.ts'

/** A list of letters whose server answers when it is told to. */
function setUp() {
  const wishes: PageWish[] = []
  const waiting: ((page: FetchedPage<string>) => void)[] = []
  const view: Partial<ListView<string>> = {}
  const pager = createPager<string>({
    fetch: (wish) => {
      wishes.push(wish)
      return new Promise((resolve) => waiting.push(resolve))
    },
    keyOf: (letter) => letter,
    show: (change) => Object.assign(view, change),
  })
  const answer = (page: FetchedPage<string>, which = 0) => waiting.splice(which, 1)[0]?.(page)
  const page = (letters: string, next: string | null = null): FetchedPage<string> => ({
    ok: true,
    rows: [...letters],
    next,
  })
  /** Asks, and answers at once. */
  const told = async (ask: () => Promise<unknown>, page: FetchedPage<string>) => {
    const asked = ask()
    answer(page)
    return asked
  }
  return { pager, view, wishes, answer, page, told }
}

test('pages come one after the other, a row that moved between them stands once, and then there are no more', async () => {
  const { pager, view, wishes, page, told } = setUp()
  await told(pager.reload, page('abc', 'c'))
  expect(view).toMatchObject({ phase: 'ready', rows: ['a', 'b', 'c'], more: 'idle' })
  await told(pager.loadMore, page('cde', 'e'))
  expect(view).toMatchObject({ rows: ['a', 'b', 'c', 'd', 'e'], more: 'idle' })
  await told(pager.loadMore, page('f'))
  expect(view).toMatchObject({ rows: ['a', 'b', 'c', 'd', 'e', 'f'], more: 'end' })
  await pager.loadMore()
  expect(wishes).toEqual([{ limit: 20 }, { after: 'c', limit: 20 }, { after: 'e', limit: 20 }])
})

test('nothing there is the empty state', async () => {
  const { pager, view, page, told } = setUp()
  await told(pager.reload, page(''))
  expect(view).toMatchObject({ phase: 'empty', rows: [] })
})

test('one page is asked for at a time', async () => {
  const { pager, wishes, page, told } = setUp()
  await told(pager.reload, page('a', 'a'))
  const first = pager.loadMore()
  await pager.loadMore()
  expect(wishes).toHaveLength(2)
  void first
})

test('a reload keeps what is shown until it is answered, and asks for as much as is shown', async () => {
  const { pager, view, wishes, page, told, answer } = setUp()
  await told(pager.reload, page('abcdefghijklmnopqrstuvwxyz'))
  const again = pager.reload()
  expect(view.rows).toHaveLength(26)
  answer(page('xyz'))
  await again
  expect(view.rows).toEqual(['x', 'y', 'z'])
  expect(wishes.map(({ limit }) => limit)).toEqual([20, 26])
})

test('no answer to a reload keeps what is shown and says so; to the first page it is the failed state', async () => {
  const { pager, view, page, told } = setUp()
  expect(await told(pager.reload, { ok: false, refused: 'no_answer' })).toBe('no_answer')
  expect(view).toMatchObject({ phase: 'failed', failedAction: '重新加载' })
  await told(pager.restart, page('ab'))
  expect(await told(pager.reload, { ok: false, refused: 'no_answer' })).toBe('no_answer')
  expect(view).toMatchObject({ phase: 'ready', rows: ['a', 'b'] })
})

test('who is no merchant any more sees nothing of what was there, and a way out', async () => {
  const { pager, view, page, told } = setUp()
  await told(pager.reload, page('ab', 'b'))
  await told(pager.loadMore, { ok: false, refused: 'not_a_merchant' })
  expect(view).toMatchObject({ phase: 'failed', rows: [], failedText: '此功能仅对商家开放', denied: true })
})

test('a page that does not come can be asked for again', async () => {
  const { pager, view, page, told } = setUp()
  await told(pager.reload, page('a', 'a'))
  await told(pager.loadMore, { ok: false, refused: 'no_answer' })
  expect(view).toMatchObject({ phase: 'ready', rows: ['a'], more: 'failed' })
  await told(pager.loadMore, page('b'))
  expect(view).toMatchObject({ rows: ['a', 'b'], more: 'end' })
})

test.each(['restart', 'reload'] as const)('an answer that a %s has overtaken is dropped', async (verb) => {
  const { pager, view, page, answer } = setUp()
  const slow = pager.reload()
  const quick = pager[verb]()
  answer(page('new'), 1)
  await quick
  answer(page('old'))
  await slow
  expect(view.rows).toEqual(['n', 'e', 'w'])
})

test('a page of the list before is not added to the new one', async () => {
  const { pager, view, page, told, answer } = setUp()
  await told(pager.reload, page('abc', 'c'))
  const slow = pager.loadMore()
  const other = pager.restart()
  answer(page('xy', 'y'), 1)
  await other
  answer(page('def'))
  await slow
  expect(view).toMatchObject({ rows: ['x', 'y'], more: 'idle' })
})
