import { pickUpShop } from '../../utils/pick-up-shop'

/** Place where the goods are handed over. */
Component({
  data: pickUpShop,
})
