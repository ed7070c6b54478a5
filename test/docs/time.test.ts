import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { before, parseDate } from '../../cypher/dates.ts'
import { DISPUTES } from '../../cypher/model.ts'
import { BLOCKS, drawTimeline } from './timeline.ts'

const page = await readFile('docs/time.md', 'utf8')
const blocks = page.match(BLOCKS) ?? []

test('every timeline in docs/time.md matches the one drawn from its claims', () => {
  expect(blocks.length).toBeGreaterThan(25)
  for (const block of blocks) expect(block).toBe(drawTimeline(block))
})

test('drawTimeline draws other claims differently and rejects an unknown word', () => {
  const block = blocks.find(one => one.includes('left 2024-05-14')) ?? ''
  expect(drawTimeline(block.replace('Herald: left 2024-05 ', 'Herald: left 2023    '))).not.toContain(
    '→ left 2024-05-14\n',
  )
  expect(() => drawTimeline('Gazette: left 2024, resinged')).toThrow('what is "resinged"?')
})

test('docs/time.md lists every reason for a dispute and draws each', () => {
  const table = [...page.matchAll(/^\| `([a-z]+)` \| /gm)].map(([, name]) => name)
  expect(table.sort()).toEqual([...DISPUTES])
  const drawn = new Set(
    blocks
      .flatMap(block => [...block.matchAll(/disputed: ([a-z ]+?)(?= {2}|$)/gm)])
      .flatMap(([, why = '']) => why.split(' and ')),
  )
  expect([...drawn].sort()).toEqual([...DISPUTES])
})

test('the date orders given in docs/time.md are correct', () => {
  const order = (a: string, b: string) => before(parseDate(a), parseDate(b))
  expect([order('2018', '2019'), order('2018', '2018-05'), order('2018', '2017')]).toEqual([
    'definite',
    'possible',
    'no',
  ])
})
