import type { Door } from './corpus-entry.ts'
import { createDice } from './dice.ts'
import { mutate, mutations } from './mutate.ts'
import { handle, read } from './shops.ts'
import type { SignType } from './sign.ts'
import { validPayments, validRefunds } from './valid.ts'

interface Source {
  door: Door
  body: Buffer
  signType: SignType
}

const sources: Source[] = [
  ...validPayments.map(({ body, signType }) => ({ door: 'pay' as const, body: Buffer.from(body), signType })),
  ...validRefunds.map(({ body, signType }) => ({ door: 'refund' as const, body: Buffer.from(body), signType })),
]

/** What the shop learns from a refund notification before it asks refundquery. */
const hintOf = ({ outTradeNo, outRefundNo, refundId, refundFee }: (typeof validRefunds)[number]['facts']) =>
  JSON.stringify([outTradeNo, outRefundNo, refundId, refundFee])
const sortedJson = (facts: object) =>
  JSON.stringify(Object.entries(facts).sort(([one], [other]) => (one < other ? -1 : 1)))
const payments = new Set(validPayments.map(({ facts }) => sortedJson(facts)))
const hints = new Set(validRefunds.map(({ facts }) => hintOf(facts)))

const REQ_INFO = /<req_info>(?:<!\[CDATA\[)?([0-9A-Za-z+/=]+)/
/** The blocks of 16 bytes that req_info consists of. */
const blocksOf = (body: Buffer) => {
  const sealed = Buffer.from(REQ_INFO.exec(body.toString('latin1'))?.[1] ?? '', 'base64').toString('latin1')
  return sealed.match(/[\s\S]{1,16}/g) ?? []
}
const genuineBlocks = new Set(sources.flatMap(({ body }) => blocksOf(body)))

/** `rearranged`: blocks of genuine req_info in another order, which ECB cannot tell; a hint only, and never a payment. */
type Verdict = 'refused' | 'says the same' | 'rearranged'

/** @throws Error when the reader takes a forged body for a notification. */
function judge(door: Door, body: Buffer | string, signType: SignType): Verdict {
  const result = read(door, body, signType)
  if (!result.ok) return 'refused'
  const same = 'payment' in result ? payments.has(sortedJson(result.payment)) : hints.has(hintOf(result.refund))
  if (same) return 'says the same'
  if ('refund' in result && blocksOf(Buffer.from(body)).every((block) => genuineBlocks.has(block))) return 'rearranged'
  throw new Error(`[test] accepted: ${JSON.stringify(result)}`)
}

/** @throws Error when the use case reaches for the order records with anything but a genuine notification. */
async function judgeUseCase({ door, signType }: Source, body: Buffer): Promise<void> {
  const text = body.toString() // as it comes out of the HTTP access service
  try {
    const { done } = await handle(door, text, signType, 'locked')
    if (done) throw new Error('[test] acknowledged without the order records')
  } catch (error) {
    // The order records may be touched by what says the same as a genuine one only.
    if (judge(door, text, signType) === 'refused') throw error
  }
}

export interface Hunted {
  verdicts: Record<Verdict, number>
  /** How often each mutation was used. */
  changes: Record<string, number>
}

/**
 * Mutates genuine notifications and hands each to the reader, as bytes, and to the use case, as text.
 *
 * @throws Error with number, changes and body of the first one that is taken for something it is not.
 */
export async function hunt({ seed, count }: { seed: number; count: number }): Promise<Hunted> {
  const dice = createDice(seed)
  const verdicts = { refused: 0, 'says the same': 0, rearranged: 0 }
  const changed = Object.fromEntries(Object.keys(mutations).map((name) => [name, 0]))
  for (let number = 0; number < count; number += 1) {
    const source = dice.pick(sources)
    const { body, changes } = mutate(source.body, dice.pick(sources).body, dice)
    for (const name of changes) changed[name] = (changed[name] ?? 0) + 1
    try {
      verdicts[judge(source.door, body, source.signType)] += 1
      await judgeUseCase(source, body)
    } catch (cause) {
      const which = `seed ${seed}, number ${number} (${changes.join(', ')}), ${source.door} ${source.signType}`
      throw new Error(`[test] ${which}: ${String(cause)}: ${body.toString('base64')}`, { cause })
    }
  }
  return { verdicts, changes: changed }
}
