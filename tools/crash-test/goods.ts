/** Products for sale, plenty of each; the dearest needs two merchants for its refund. Prices in fen. */
export const goods = [
  { productId: 'tea', priceFen: 1_999, stock: 100_000 },
  { productId: 'cup', priceFen: 25_000, stock: 100_000 },
  { productId: 'pot', priceFen: 60_001, stock: 100_000 },
] as const

const openid = (name: string) => `oKills${name}`.padEnd(28, '0')

export const buyers = ['BuyerA', 'BuyerB', 'BuyerC', 'BuyerD'].map(openid)
export const merchants = ['MerchantA', 'MerchantB'].map(openid)
