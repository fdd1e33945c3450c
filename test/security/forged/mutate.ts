import type { Dice } from './dice.ts'

/** A change of a body, one character for each byte; `other` is a second genuine body. */
type Mutation = (body: string, dice: Dice, other: string) => string

const maxPiece = 24
/** What an attacker would try to put somewhere. */
const words = [
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<!DOCTYPE x>',
  '<?xml version="1.0"?>',
  '&amp;',
  '&#49;',
  '&',
  '&total_fee=1',
  '<',
  '>',
  '/',
  '</xml>',
  '<xml>',
  '<xml/>',
  '<total_fee>1</total_fee>',
  '<cash_fee/>',
  '<sign/>',
  '<__proto__>1</__proto__>',
  ' a="1"',
  '\0',
  '\n',
  ' ',
  '\xef\xbb\xbf',
  '\xff',
  '0',
  '-',
  'FAIL',
]

const splice = (body: string, at: number, removed: number, put = '') =>
  body.slice(0, at) + put + body.slice(at + removed)
const piece = (body: string, dice: Dice) => {
  const at = dice.below(body.length + 1)
  return body.slice(at, at + 1 + dice.below(maxPiece))
}

const ELEMENT = /<(\w+)>([\s\S]*?)<\/\1>/g
/** The elements between the tags of the root. */
const elementsOf = (body: string) => {
  const inner = body.slice(body.indexOf('<xml>') + '<xml>'.length)
  return [...inner.matchAll(ELEMENT)].map(([all, name = '', value = '']) => ({ all, name, value }))
}
/** A change of one or two of the elements; a body that has none is left as it is. */
const onElements =
  (change: (body: string, one: Element, two: Element, dice: Dice) => string): Mutation =>
  (body, dice, other) => {
    const elements = elementsOf(body)
    const donors = elementsOf(other)
    if (elements.length === 0 || donors.length === 0) return body
    return change(body, dice.pick(elements), dice.pick(dice.below(2) === 0 ? elements : donors), dice)
  }
type Element = ReturnType<typeof elementsOf>[number]
const put = (body: string, from: string, to: string) => body.replace(from, () => to)
const element = (name: string, value: string) => `<${name}>${value}</${name}>`
const bare = (value: string) => value.replace(/^<!\[CDATA\[([\s\S]*)\]\]>$/, '$1')

/** By name, in the order in which a count of each is told. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'a bit flipped': (body, dice) => {
    const at = dice.below(body.length)
    return splice(body, at, 1, String.fromCharCode(body.charCodeAt(at) ^ (1 << dice.below(8))))
  },
  'another byte': (body, dice) => splice(body, dice.below(body.length), 1, String.fromCharCode(dice.below(256))),
  'a digit changed': (body, dice) => {
    const digits = [...body.matchAll(/\d/g)]
    return digits.length === 0 ? body : splice(body, dice.pick(digits).index, 1, String(dice.below(10)))
  },
  'the case of a letter': (body, dice) => {
    const at = dice.below(body.length)
    const letter = body.charAt(at)
    return splice(body, at, 1, letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase())
  },
  'a piece left out': (body, dice) => splice(body, dice.below(body.length), 1 + dice.below(maxPiece)),
  'a piece twice': (body, dice) => splice(body, dice.below(body.length), 0, piece(body, dice)),
  'a word put in': (body, dice) => splice(body, dice.below(body.length + 1), 0, dice.pick(words)),
  'a word put over': (body, dice) => {
    const word = dice.pick(words)
    return splice(body, dice.below(body.length), word.length, word)
  },
  'cut off': (body, dice) => body.slice(0, dice.below(body.length)),
  'two halves joined': (body, dice, other) => {
    const at = dice.below(body.length)
    return body.slice(0, at) + other.slice(dice.below(3) === 0 ? dice.below(other.length) : at)
  },
  'values exchanged': onElements((body, one, two) =>
    put(put(body, one.all, element(one.name, two.value)), two.all, element(two.name, one.value)),
  ),
  'names exchanged': onElements((body, one, two) =>
    put(put(body, one.all, element(two.name, one.value)), two.all, element(one.name, two.value)),
  ),
  'a value from elsewhere': onElements((body, one, two) => put(body, one.all, element(one.name, two.value))),
  'an element left out': onElements((body, one) => put(body, one.all, '')),
  'an element more': onElements((body, one, two) => put(body, one.all, one.all + two.all)),
  'an element moved': onElements((body, one, two) => put(put(body, one.all, ''), two.all, two.all + one.all)),
  'an element in an element': onElements((body, one, two) => put(body, one.all, element(one.name, two.all))),
  'a field joined to another value': onElements((body, one, two) => {
    const joined = `${bare(one.value)}&amp;${two.name}=${bare(two.value)}`
    return put(put(body, two.all, ''), one.all, element(one.name, joined))
  }),
  'CDATA or text': onElements((body, one) => {
    const value = one.value.startsWith('<!') ? bare(one.value) : `<![CDATA[${one.value}]]>`
    return put(body, one.all, element(one.name, value))
  }),
}
const names = Object.keys(mutations)
const mostChanges = 3

/** One genuine body, changed in one to three ways. */
export function mutate(genuine: Buffer, other: Buffer, dice: Dice): { body: Buffer; changes: string[] } {
  const changes = Array.from({ length: 1 + dice.below(mostChanges) }, () => dice.pick(names))
  const body = changes.reduce((changed, name) => {
    if (changed === '') return changed
    return mutations[name]?.(changed, dice, other.toString('latin1')) ?? changed
  }, genuine.toString('latin1'))
  return { body: Buffer.from(body, 'latin1'), changes }
}
