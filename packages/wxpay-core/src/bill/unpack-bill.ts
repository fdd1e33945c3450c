import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { WxPayError } from '../errors/wx-pay-error.ts'

/** A bill of 800,000 rows has about this size; more is refused. */
export const BILL_MAX_BYTES = 256 * 1024 * 1024

const PIECE_BYTES = 64 * 1024

function* piecesOf(body: Buffer): Generator<Buffer> {
  for (let at = 0; at < body.length; at += PIECE_BYTES) yield body.subarray(at, at + PIECE_BYTES)
}

const unzip = (pieces: Iterable<Buffer>) => Readable.from(pieces).pipe(createGunzip({ chunkSize: PIECE_BYTES }))

/** The bytes of a bill piece by piece, compressed or not. @throws WxPayError BILL_TRUNCATED, ANSWER_TOO_LARGE */
export async function* unpackBill(body: Buffer): AsyncGenerator<Buffer> {
  const isZipped = body[0] === 0x1f && body[1] === 0x8b
  const pieces = piecesOf(body)
  let bytes = 0
  try {
    for await (const piece of isZipped ? unzip(pieces) : pieces) {
      bytes += piece.length
      if (bytes > BILL_MAX_BYTES) {
        throw new WxPayError('ANSWER_TOO_LARGE', `the bill is longer than ${BILL_MAX_BYTES} bytes`)
      }
      yield piece
    }
  } catch (cause) {
    if (cause instanceof WxPayError) throw cause
    throw new WxPayError('BILL_TRUNCATED', `a gzip stream of ${body.length} bytes cannot be unpacked`, { cause })
  }
}

/** The lines of a bill without byte order mark and line ends; its text is never held whole. */
export async function* billLines(body: Buffer): AsyncGenerator<string> {
  // Takes the byte order mark away as well.
  const decoder = new TextDecoder()
  let rest = ''
  for await (const piece of unpackBill(body)) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line
  }
  rest += decoder.decode()
  if (rest !== '') yield rest
}
