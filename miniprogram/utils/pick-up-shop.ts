/** Place where the goods are handed over. Made up: write your own shop here before you go live. */
export const pickUpShop = {
  name: '小店示范门店',
  address: '示范市示范区示范路 1 号',
  hours: '每日 10:00–21:00',
} as const
