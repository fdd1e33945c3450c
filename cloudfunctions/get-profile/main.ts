import { defineCall, once } from '@stack/cloud-function'
import { openBooksOf } from '@stack/shop'
import { getProfile } from './get-profile.ts'

const services = once(() => openBooksOf('get-profile'))

export const main = defineCall(
  'get-profile',
  () => ({}),
  (call) => getProfile(services(), call),
)
