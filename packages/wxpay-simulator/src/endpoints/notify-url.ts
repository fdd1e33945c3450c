/** Says whether production takes this notify_url: https, no port, no query. */
export function isProductionNotifyUrl(text: string): boolean {
  const url = new URL(text)
  // url.port is empty also for a written-out ":443"; what counts is what was sent.
  const hasPort = /^https?:\/\/[^/?#]*:\d*(?:[/?#]|$)/.test(text)
  return url.protocol === 'https:' && !hasPort && !text.includes('?')
}
