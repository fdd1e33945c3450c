import { afterAll } from 'vitest'
import { closeOpened } from './_close-with-file.ts'

afterAll(closeOpened)
