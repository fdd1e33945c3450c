/** The people of the local stack. Openids in WeChat's shape: 28 characters, never all digits. */
export const users = {
  buyerA: 'oLocalBuyerA_000000000000001',
  buyerB: 'oLocalBuyerB_000000000000002',
  merchant: 'oLocalMerchant_0000000000003',
} as const
