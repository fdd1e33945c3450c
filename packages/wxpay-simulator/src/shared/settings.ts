import { InputError } from './input-error.ts'

/** Settings of a simulator; everything else is as at the real gateway. */
export interface SimulatorSettings {
  /** notify_url has to be https, without port and query, as production demands. */
  productionNotifyUrls: boolean
  /** closeorder is refused for younger orders. WeChat documents 5 minutes and does not enforce them; default 0. */
  closeMinAgeMs: number
  /** Time from the acceptance of a refund to its end, in ms. */
  refundDelayMs: number
  /** The merchant's fee in thousandths of the amount, an integer; 6 is 0.60%. */
  feeRatePerMille: number
  /** Time from the midnight after a day until its bill can be downloaded, in ms. */
  billReadyAfterMs: number
  /** True if a notification goes out at once, before the 15 intervals begin. */
  firstDeliveryAtOnce: boolean
  /** Time limit of a notified server, in real time, in ms. */
  answerTimeoutMs: number
  /** Shown to the payer. */
  merchantName: string
  /** Characters of four bytes are taken, as the gateway did before its protocol rules of 2024-11-18. */
  acceptFourByteCharacters: boolean
  /** Address of refund notifications without a notify_url of their own, those of the platform among them; empty: none. */
  platformNotifyUrl: string
  /** A misbehaviour: a refund may succeed after REFUNDCLOSE. No source says that the gateway does. */
  closedRefundsMaySucceed: boolean
}

export const DEFAULT_SETTINGS: SimulatorSettings = {
  productionNotifyUrls: false,
  closeMinAgeMs: 0,
  refundDelayMs: 3000,
  feeRatePerMille: 6,
  billReadyAfterMs: 10 * 3_600_000,
  firstDeliveryAtOnce: true,
  answerTimeoutMs: 5000,
  merchantName: '本地模拟商户',
  acceptFourByteCharacters: false,
  platformNotifyUrl: '',
  closedRefundsMaySucceed: false,
}

const DAY_MS = 24 * 3_600_000
/** The largest value of each number; the smallest is 0. Times stay within what a calendar can hold. */
const LARGEST: Partial<Record<keyof SimulatorSettings, number>> = {
  closeMinAgeMs: 7 * DAY_MS,
  refundDelayMs: 365 * DAY_MS,
  feeRatePerMille: 1000,
  billReadyAfterMs: 365 * DAY_MS,
  answerTimeoutMs: 600_000,
}
const LONGEST_TEXT = 256

/**
 * Lays changes over settings.
 * @throws InputError when a name is unknown or a value is not of the setting's kind and range
 */
export function mergeSettings(settings: SimulatorSettings, changes: object): SimulatorSettings {
  for (const [name, value] of Object.entries(changes)) checkSetting(name, value)
  return { ...settings, ...changes }
}

/** Texts of settings that have a form of their own. */
const FORMS: Partial<Record<keyof SimulatorSettings, { fits: (text: string) => boolean; wanted: string }>> = {
  platformNotifyUrl: {
    fits: (text) => text === '' || (/^https?:\/\//.test(text) && URL.canParse(text)),
    wanted: 'empty or an http(s) address',
  },
}

function checkSetting(name: string, value: unknown): void {
  const known = Object.hasOwn(DEFAULT_SETTINGS, name) ? DEFAULT_SETTINGS[name as keyof SimulatorSettings] : undefined
  if (known === undefined) {
    throw new InputError(`there is no setting ${name}. Settings: ${Object.keys(DEFAULT_SETTINGS).join(', ')}`)
  }
  const { fits, wanted } = rangeOf(known, LARGEST[name as keyof SimulatorSettings] ?? 0)
  const refuse = (form: string) => new InputError(`setting ${name} is ${JSON.stringify(value)}, it has to be ${form}`)
  if (!fits(value)) throw refuse(wanted)
  const form = FORMS[name as keyof SimulatorSettings]
  if (form !== undefined && !form.fits(String(value))) throw refuse(form.wanted)
}

function rangeOf(known: number | boolean | string, largest: number) {
  switch (typeof known) {
    case 'number':
      return {
        fits: (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= largest,
        wanted: `an integer from 0 to ${largest}`,
      }
    case 'string':
      return {
        fits: (value: unknown) => typeof value === 'string' && value.length <= LONGEST_TEXT,
        wanted: `a string of at most ${LONGEST_TEXT} characters`,
      }
    default:
      return { fits: (value: unknown) => typeof value === 'boolean', wanted: 'a boolean' }
  }
}
