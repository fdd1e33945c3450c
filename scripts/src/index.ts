export { root } from './paths.ts'
export { createPhone, type Phone } from './phone.ts'
export { type Stack, type StackOptions, startStack } from './start-stack.ts'
export { users } from './users.ts'
