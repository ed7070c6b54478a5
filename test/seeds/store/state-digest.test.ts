import { expect, test } from 'vitest'
import { formatState, parseState } from '../../../seeds/store/state-digest.ts'

const digest = 0x0ff000000000000000000000000000abn
const counts = { claims: 5, joined: 2, left: 1, tenures: 0xfffff }

test('a state digest of 54 hexadecimal digits is read back unchanged', () => {
  const text = formatState({ digest, counts })
  expect(text).toMatch(/^[0-9a-f]{54}$/)
  expect(parseState(text)).toEqual({ digest, counts })
})

test('a state digest is null when a count exceeds its digits', () => {
  expect(formatState({ digest, counts: { ...counts, claims: 0x100000 } })).toBeNull()
})

test.each([
  ['null', null],
  ['a digest made by other rules', formatState({ digest, counts })?.replace(/^../, 'ff')],
  ['the format of an earlier version', '4 ff00ab 5 2 1 0'],
])('fromText returns no state digest for %s', (_what, text) => {
  expect(parseState(text)).toBeUndefined()
})
