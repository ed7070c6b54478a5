import { expect, test } from 'vitest'
import { fromText, toText } from '../../seeds/settled.ts'

const digest = 0x0ff00000000000000000000000000abn
const counts = { claims: 5, joined: 2, left: 1, tenures: 0xfffff }

test('what is settled is read as it was written, and is of hexadecimal digits that stay with the other properties', () => {
  const text = toText({ digest, linked: true, counts })
  expect(text).toMatch(/^[0-9a-f]{54}$/)
  expect(fromText(text)).toEqual({ digest, linked: true, counts })
})

test('nobody of more than the digits hold is settled', () => {
  expect(toText({ digest, linked: false, counts: { ...counts, claims: 0x100000 } })).toBeNull()
})

test.each([
  ['nothing', null],
  ['other rules', toText({ digest, linked: true, counts })?.replace(/^../, 'ff')],
  ['the form of an earlier version', '4 ff00ab 5 2 1 0'],
])('%s is not settled', (_what, text) => {
  expect(fromText(text)).toBeUndefined()
})
