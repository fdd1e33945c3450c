export type { HttpHandler, HttpRequest, HttpResponse } from './http-message.ts'
export { type GuardedOptions, type GuardedServer, listenGuarded } from './listen-guarded.ts'
export { randomToken } from './random-token.ts'
