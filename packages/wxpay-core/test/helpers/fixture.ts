import { readFileSync } from 'node:fs'

/** A file of test/fixtures as text. */
export const fixture = (name: string): string => fixtureBytes(name).toString()

/** A file of test/fixtures. */
export const fixtureBytes = (name: string): Buffer => readFileSync(new URL(`./fixtures/${name}`, import.meta.url))
