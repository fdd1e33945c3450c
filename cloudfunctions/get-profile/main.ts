import { defineCall, once } from '@stack/cloud-function'
import { openStoreServices } from '@stack/shop'
import { getProfile } from './get-profile.ts'

const services = once(() => openStoreServices('get-profile'))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'get-profile',
  () => ({}),
  (call) => getProfile(services(), call),
)
