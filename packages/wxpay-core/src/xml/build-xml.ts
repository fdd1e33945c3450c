/**
 * Writes a flat message, every value in CDATA: `<xml><name><![CDATA[value]]></name>…</xml>`.
 *
 * @param fields by wire name; a value may hold anything that XML 1.0 allows
 */
export function buildXml(fields: Readonly<Record<string, string>>, { root = 'xml' } = {}): string {
  const elements = Object.keys(fields).map((name) => `<${name}>${cdata(fields[name] ?? '')}</${name}>`)
  return `<${root}>${elements.join('')}</${root}>`
}

function cdata(value: string): string {
  return `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}
