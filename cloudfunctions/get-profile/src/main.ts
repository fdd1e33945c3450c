import { defineCall, once, openBooksOf } from '@stack/function-kit'
import { getProfile } from './get-profile.ts'

const services = once(() => openBooksOf('get-profile'))

export const main = defineCall(
  'get-profile',
  () => ({}),
  (call) => getProfile(services(), call),
)
