import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Database, openDatabaseFile } from '../../src/database/index.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

function open(file = ':memory:'): Database {
  const database = openDatabaseFile(file)
  onTestFinished(() => database.close())
  return database
}

function withTable(file?: string): Database {
  const database = open(file)
  database.exec('CREATE TABLE orders (number TEXT PRIMARY KEY, total_fen INTEGER) STRICT')
  return database
}

const INSERT = 'INSERT INTO orders VALUES (?, ?)'
const SELECT = 'SELECT * FROM orders ORDER BY number'

describe('what is remembered', () => {
  /** A sum that is remembered, and how often it was really looked up. */
  function remembered(database: Database) {
    let looked = 0
    const sum = database.prepare<{ sum: number | null }>('SELECT sum(total_fen) AS sum FROM orders')
    const read = database.remember(() => {
      looked += 1
      return sum.get()?.sum ?? 0
    })
    return { read, looked: () => looked }
  }

  test('is looked up once, and again after anything that may have written', () => {
    const database = withTable()
    const { read, looked } = remembered(database)
    expect([read(), read(), looked()]).toEqual([0, 0, 1])
    database.prepare(SELECT).all()
    expect([read(), looked()]).toEqual([0, 1])
    database.prepare(INSERT).run('a', 100)
    expect([read(), read(), looked()]).toEqual([100, 100, 2])
    database.prepare('UPDATE orders SET total_fen = 7 RETURNING number').get()
    expect(read()).toBe(7)
    database.exec('DELETE FROM orders')
    expect(read()).toBe(0)
  })

  test('is what the database holds inside of a transaction, and after one that was taken back', () => {
    const database = withTable()
    const { read } = remembered(database)
    const insert = database.prepare(INSERT)
    const seen: number[] = []
    const failing = database.transaction(() => {
      insert.run('a', 100)
      seen.push(read())
      throw new Error('taken back')
    })
    expect(failing).toThrow('taken back')
    expect([...seen, read()]).toEqual([100, 0])
    database.transaction(() => void insert.run('b', 5))()
    expect(read()).toBe(5)
  })
})

describe('a statement', () => {
  test('runs, gets one row and gets all', () => {
    const database = withTable()
    expect(database.prepare(INSERT).run('a', 100).changes).toBe(1)
    expect(database.prepare('INSERT INTO orders VALUES (@number, @fen)').run({ number: 'b', fen: null }).changes).toBe(
      1,
    )
    expect(database.prepare(SELECT).all()).toEqual([
      { number: 'a', total_fen: 100 },
      { number: 'b', total_fen: null },
    ])
    const byFen = database.prepare<{ number: string }>('SELECT number FROM orders WHERE total_fen IS ?')
    expect(byFen.get(100)).toEqual({ number: 'a' })
    expect(byFen.get(null)).toEqual({ number: 'b' })
    expect(byFen.get(7)).toBeUndefined()
    expect(byFen.all(100)).toEqual([{ number: 'a' }])
  })

  test.each([
    [true, 'boolean true'],
    [undefined, 'undefined undefined'],
    [Number.NaN, 'number NaN'],
    [2 ** 53, 'number 9007199254740992'],
    [1n, 'bigint 1'],
    [new Date(0), 'object '],
    [Buffer.from('x'), 'object x'],
  ])('refuses %s', (value, shown) => {
    const database = withTable()
    const insert = database.prepare(INSERT)
    const message = `[emulator-kit] SQL parameter 1 is ${shown}`
    expect(() => insert.run('a', value as number)).toThrow(message)
    expect(() => database.prepare('SELECT @v').get({ v: value as number })).toThrow('[emulator-kit] SQL parameter v is')
    expect(database.prepare(SELECT).all()).toEqual([])
  })

  test('reports a broken constraint by its SQLite code', () => {
    const insert = withTable().prepare(INSERT)
    insert.run('a', 1)
    expect(() => insert.run('a', 2)).toThrow(expect.objectContaining({ code: 'SQLITE_CONSTRAINT_PRIMARYKEY' }))
  })
})

describe('transaction', () => {
  test('gives the result and keeps the writes', () => {
    const database = withTable()
    const insert = database.transaction((number: string) => database.prepare(INSERT).run(number, 1).changes)
    expect(insert('a')).toBe(1)
    expect(database.prepare(SELECT).all()).toHaveLength(1)
  })

  test('undoes all when it throws', () => {
    const database = withTable()
    const insertTwice = database.transaction((number: string) => {
      database.prepare(INSERT).run(number, 1)
      database.prepare(INSERT).run(number, 1)
    })
    expect(() => insertTwice('a')).toThrow('UNIQUE constraint failed')
    expect(database.prepare(SELECT).all()).toEqual([])
  })
})

describe('a file', () => {
  test('keeps its rows, syncs at every commit, and is free again once closed', () => {
    const file = join(temporaryFolder(), 'data', 'pay.db')
    const first = withTable(file)
    const kept = first.prepare(SELECT) // a statement still referenced must not hold the lock
    expect(first.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
    expect(first.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 }) // FULL, sqlite.org/pragma.html
    first.prepare(INSERT).run('a', 100)
    expect(kept.all()).toHaveLength(1)
    first.close()
    first.close()
    expect(open(file).prepare(SELECT).all()).toEqual([{ number: 'a', total_fen: 100 }])
  })

  test('open in another process is refused; a killed process leaves it free with what it committed', async () => {
    const file = join(temporaryFolder(), 'pay.db')
    const libsql = createRequire(import.meta.url).resolve('libsql')
    const script = `
      const database = new (require(${JSON.stringify(libsql)}))(${JSON.stringify(file)})
      database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)')
      console.log('open')
      setInterval(() => {}, 1000)`
    const other = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void other.kill('SIGKILL'))
    await once(other.stdout, 'data')
    expect(() => openDatabaseFile(file)).toThrow(
      `[emulator-kit] another stack is running on this data folder: ${file} is locked. Stop that one, or choose another data folder.`,
    )
    other.kill('SIGKILL')
    await once(other, 'exit')
    expect(open(file).prepare('SELECT * FROM t').all()).toEqual([{ a: 1 }])
  })

  test('that is no database is refused', () => {
    const file = join(temporaryFolder(), 'pay.db')
    writeFileSync(file, 'x'.repeat(5000))
    expect(() => openDatabaseFile(file)).toThrow(
      `[emulator-kit] ${file} cannot be opened as a database: file is not a database. Move the file away`,
    )
  })
})
