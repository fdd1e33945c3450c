/** The people of the local stack; two merchants, since a large refund needs both. Openids in WeChat's shape: 28 characters, never all digits. */
export const users = {
  buyerA: 'oLocalBuyerA_000000000000001',
  buyerB: 'oLocalBuyerB_000000000000002',
  merchant: 'oLocalMerchant_0000000000003',
  merchantB: 'oLocalMerchantB_000000000004',
} as const

/** The same people as pages name them, in their order. */
export const localUsers = [
  { key: 'buyerA', name: '买家 A' },
  { key: 'buyerB', name: '买家 B' },
  { key: 'merchant', name: '商家 A' },
  { key: 'merchantB', name: '商家 B' },
] as const satisfies { key: keyof typeof users; name: string }[]
