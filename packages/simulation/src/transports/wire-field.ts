/** Returns a field of a message on the wire; empty where it is not there. Messages of this harness hold each once, in CDATA. */
export function wireField(message: string, name: string): string {
  const start = `<${name}><![CDATA[`
  const from = message.indexOf(start)
  return from < 0 ? '' : message.slice(from + start.length, message.indexOf(']]>', from))
}
