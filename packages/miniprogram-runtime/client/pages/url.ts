/** `pages/order/order?tab=unpaid` taken apart. */
export interface PageUrl {
  path: string
  query: Record<string, string>
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone % is no escape: WeChat hands it over as it is.
    return text
  }
}

/**
 * A page's address as WeChat reads it: absolute with a leading slash, relative to the page `from` without one; the query's
 * values stay encoded, as `onLoad` gets them.
 */
export function parsePageUrl(url: string, from = ''): PageUrl {
  const [withoutHash = ''] = url.split('#')
  const mark = withoutHash.indexOf('?')
  const rawPath = mark < 0 ? withoutHash : withoutHash.slice(0, mark)
  const query: Record<string, string> = {}
  for (const pair of mark < 0 ? [] : withoutHash.slice(mark + 1).split('&')) {
    if (pair === '') continue
    const sign = pair.indexOf('=')
    const name = sign < 0 ? pair : pair.slice(0, sign)
    query[decode(name)] = sign < 0 ? '' : pair.slice(sign + 1)
  }
  return { path: resolvePath(rawPath, from), query }
}

/** A file's path without leading slash; relative ones are seen from the file `from`. */
export function resolvePath(path: string, from: string): string {
  const base = path.startsWith('/') ? [] : from.split('/').slice(0, -1)
  const parts: string[] = []
  for (const part of [...base, ...path.split('/')]) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** The address of a page with its query: `pages/order/order?outTradeNo=WM1`. */
export function formatPageUrl({ path, query }: PageUrl): string {
  const pairs = Object.entries(query).map(([name, value]) => `${encodeURIComponent(name)}=${value}`)
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
}
