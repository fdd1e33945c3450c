const product = ['order', 'contract', 'wxpay-core', 'cloud-function', 'shop', 'cloudfunctions', 'miniprogram']
const services = ['emulator-kit', 'wxpay-simulator', 'cloudbase-emulator']
const browser = ['miniprogram-compiler', 'miniprogram-runtime', 'miniprogram-browser']

/** Parts of the project in the order of the tables. */
const knownParts = [...product, ...services, ...browser, 'local-stack', 'simulation', 'scripts', 'tools']

const partOf = (file: string) => /^(?:packages\/)?([\w-]+)\//.exec(file)?.[1] ?? file

/** Groups what is known of files by the part of the project; a part that the tables do not know yet stands last. */
export function groupByPart<Measured>(measures: ReadonlyMap<string, Measured>): Map<string, Map<string, Measured>> {
  const found = [...measures.keys()].map(partOf)
  const parts = [...knownParts.filter((part) => found.includes(part)), ...found]
  const groups = new Map(parts.map((part) => [part, new Map<string, Measured>()]))
  for (const [file, measured] of measures) groups.get(partOf(file))?.set(file, measured)
  return groups
}
