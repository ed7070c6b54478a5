import { expect, test } from 'vitest'
import { readStatus } from '../../../client/api/server-status.ts'

const where = { mode: 'on', held: true }
const limits = { rows: 1, bytes: 2, milliseconds: 3, queryBytes: 4 }
const reading = (body: unknown, status = 200) => readStatus(async () => Response.json(body, { status }))

test('the status of ad hoc Cypher is read, and is unknown if the reply is an error or has another shape', async () => {
  expect(await reading({ open: true, ...where, limits, since: '2.0' })).toEqual({ open: true, ...where, limits })
  expect(await reading({ open: 'yes', ...where, limits })).toBeNull()
  expect(await reading({ open: true, ...where })).toBeNull()
  expect(await reading({ open: true, ...where, limits }, 500)).toBeNull()
})
