import type { ProjectFiles } from '../files/project-files.ts'

export type JsonObject = Record<string, unknown>

/** The object in a json file; undefined, after an error was reported, when it is no json or no object. */
export function readJson(files: ProjectFiles, file: string): JsonObject | undefined {
  const text = files.read(file)
  try {
    const value: unknown = JSON.parse(text)
    if (isObject(value)) return value
    files.refuse(file, 'the file must hold one json object')
  } catch (error) {
    const { message } = error as SyntaxError
    const position = /position (\d+)/.exec(message)?.[1]
    const line = position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length
    files.refuse(file, `not valid json: ${message}`, line)
  }
  return undefined
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The texts of a json list; anything else in it is left out. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** The entries of a json object whose values are texts; anything else in it is left out. */
export function textEntriesOf(value: unknown): [string, string][] {
  return isObject(value)
    ? Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    : []
}
