import { pickUpShop } from '../../utils/pick-up-shop'

/** Where the goods are handed over. */
Component({
  data: pickUpShop,
})
