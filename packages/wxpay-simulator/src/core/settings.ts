/** What may be set at a simulator; everything else is as the real gateway has it. */
export interface SimulatorSettings {
  /** notify_url has to be https, without port and query, as production demands. */
  productionNotifyUrls: boolean
  /** closeorder is refused for younger orders. WeChat documents 5 minutes and does not enforce them; default 0. */
  closeMinAgeMs: number
  /** From the acceptance of a refund to its end. */
  refundDelayMs: number
  /** The merchant's fee in thousandths of the amount, an integer; 6 is 0.60%. */
  feeRatePerMille: number
  /** From the midnight after a day until its bill can be fetched. */
  billReadyAfterMs: number
  /** Whether a notification goes out at once, before the 15 intervals begin. */
  firstDeliveryAtOnce: boolean
  /** How long a notified server may take, in real time. */
  answerTimeoutMs: number
  /** Shown to the payer. */
  merchantName: string
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
}

/**
 * Lays changes over settings.
 * @throws Error when a name is unknown or a value is not of the setting's kind
 */
export function mergeSettings(settings: SimulatorSettings, changes: object): SimulatorSettings {
  for (const [name, value] of Object.entries(changes)) checkSetting(name, value)
  return { ...settings, ...changes }
}

function checkSetting(name: string, value: unknown): void {
  const known = Object.hasOwn(DEFAULT_SETTINGS, name) ? DEFAULT_SETTINGS[name as keyof SimulatorSettings] : undefined
  if (known === undefined) {
    throw new Error(
      `[wxpay-simulator] there is no setting ${name}. Settings: ${Object.keys(DEFAULT_SETTINGS).join(', ')}`,
    )
  }
  const fits =
    typeof known === 'number' ? Number.isSafeInteger(value) && Number(value) >= 0 : typeof value === typeof known
  if (!fits) {
    const kind = typeof known === 'number' ? 'an integer from 0' : `a ${typeof known}`
    throw new Error(`[wxpay-simulator] setting ${name} is ${JSON.stringify(value)}, it has to be ${kind}`)
  }
}
