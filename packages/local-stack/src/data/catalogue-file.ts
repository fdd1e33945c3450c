import { readFileSync } from 'node:fs'
import { UsageError } from '@stack/emulator-kit/cli'

/** One product as a catalogue file writes it. `stock` counts only when it is new, `stockChange` only when it exists. */
export interface CatalogueEntry {
  productId: string
  title: string
  description: string
  priceFen: number
  picture: string
  onShelf: boolean
  stock: number
  stockChange: number
}

type Form = [test: (value: unknown) => boolean, wanted: string, fallback?: unknown]

const isText = (max: number) => (value: unknown) =>
  typeof value === 'string' && value.trim() === value && value.length > 0 && value.length <= max
const isWhole = (min: number, max: number) => (value: unknown) =>
  Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max

const forms: Record<keyof CatalogueEntry, Form> = {
  productId: [(value) => typeof value === 'string' && /^[0-9A-Za-z_-]{1,64}$/.test(value), 'letters, digits, _ and -'],
  title: [isText(40), 'a text of at most 40 characters'],
  description: [isText(200), 'a text of at most 200 characters', ''],
  priceFen: [isWhole(1, 100_000_000), 'a price in fen, a whole number from 1'],
  picture: [isText(200), 'the path of a picture', ''],
  onShelf: [(value) => typeof value === 'boolean', 'true or false', true],
  stock: [isWhole(0, 1_000_000), 'a whole number from 0', 0],
  stockChange: [isWhole(-1_000_000, 1_000_000), 'a discrepancy, a whole number', 0],
}

function readEntry(value: unknown, place: string): CatalogueEntry {
  if (typeof value !== 'object' || value === null) throw new UsageError(`[products] ${place} is no object`)
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(forms, name))
      throw new UsageError(`[products] ${place}.${name} is not known. Known: ${Object.keys(forms).join(', ')}`)
  }
  const given = value as Record<string, unknown>
  const entry = Object.entries(forms).map(([name, [test, wanted, fallback]]) => {
    const field = given[name] ?? fallback
    if (field === fallback && fallback !== undefined) return [name, fallback]
    if (!test(field)) throw new UsageError(`[products] ${place}.${name}: ${wanted} is needed`)
    return [name, field]
  })
  return Object.fromEntries(entry) as CatalogueEntry
}

/** Reads a catalogue file. Throws UsageError naming the entry and the field. */
export function readCatalogueFile(file: string): CatalogueEntry[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UsageError(`[products] ${file} cannot be read as JSON: ${(error as Error).message}`)
  }
  if (!Array.isArray(parsed)) throw new UsageError(`[products] ${file} holds no list`)
  const entries = parsed.map((value, index) => readEntry(value, `[${index}]`))
  const twice = entries.find(
    ({ productId }, index) => entries.findIndex((other) => other.productId === productId) < index,
  )
  if (twice) throw new UsageError(`[products] ${twice.productId} stands twice in ${file}`)
  return entries
}
