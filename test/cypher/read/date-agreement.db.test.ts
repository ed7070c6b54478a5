import { describe, expect, test } from 'vitest'
import { summariseDates } from '../../../cypher/agreement.ts'
import { load } from '../../../seeds/load/load.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { askAbout, pick } from '../../setup/asking.ts'
import { writeTables } from '../../worlds/small.ts'

/**
 * Five people left the Mill. Three sources date Ann's leaving in ways that differ and can all be true, and a fourth
 * announces it. Two agree on Bob's; two contradict each other on Cy's. One alone dates Dee's; a rumour differs, and counts
 * for nothing. Two say only that Eve left.
 */
const { ask } = askAbout(async driver => {
  const claims = [
    'ann,left,2017~,,reported,a',
    'ann,left,2017-11/2018,,reported,b',
    'ann,left,2018,,confirmed,c',
    'ann,left,,2017-12-01,reported,d',
    'bob,left,2018-05-14,,reported,a',
    'bob,left,2018-05-14,,reported,b',
    'cy,left,2018,,reported,a',
    'cy,left,2019,,reported,b',
    'dee,left,2018,,reported,a',
    'dee,left,2018-06,,rumoured,b',
    'eve,left,,,reported,a',
    'eve,left,,,reported,b',
  ]
  const folder = await writeTables({
    'people.csv': `id,name\n${['ann', 'bob', 'cy', 'dee', 'eve'].map(id => `${id},${id}`).join('\n')}\n`,
    'organisations.csv': 'id,name,type\nmill,The Mill,company\nkiln,The Kiln,company\n',
    'sources.csv': `id,title,published\n${['a', 'b', 'c', 'd'].map((id, at) => `${id},Source ${id},202${at}`).join('\n')}\n`,
    'claims.csv': `person,event,on,announced,status,source,organisation\n${claims.map(row => `${row},mill`).join('\n')}\n`,
  })
  await load(await readDataset([folder]), { driver })
})

describe('date-agreement', () => {
  test('date-agreement finds events whose dates differ and can all be true, with the days that all allow', async () => {
    const { rows, total } = await ask('date-agreement', {})
    expect(pick(rows, 'person', 'event', 'on', 'agreement', 'earliest', 'latest', 'dated', 'announcedOnly')).toEqual([
      ['ann', 'left', '2018', 'differ', '2018-01-01', '2018-12-31', 3, 1],
    ])
    expect(total).toBe(1)
    expect(rows[0]?.claims).toHaveLength(4)
  })

  test.each([
    ['agree', [['bob', '2018-05-14', '2018-05-14']]],
    ['contradict', [['cy', null, null]]],
  ])('date-agreement finds events whose dates %s', async (agreement, expected) => {
    const { rows } = await ask('date-agreement', { node: 'mill', agreement })
    expect(pick(rows, 'person', 'earliest', 'latest')).toEqual(expected)
  })

  test('date-agreement calls contradictory exactly the events that are disputed about the date', async () => {
    const disputed = (await ask('disputed', {})).rows.filter(({ about }) => (about as string[]).includes('date'))
    const { rows } = await ask('date-agreement', { agreement: 'contradict' })
    expect(pick(rows, 'person')).toEqual(pick(disputed, 'person'))
  })

  test('date-agreement counts claims as the evidence panel does', async () => {
    for (const agreement of ['agree', 'differ', 'contradict'])
      for (const row of (await ask('date-agreement', { agreement })).rows)
        expect(summariseDates(row.claims as never)).toMatchObject({
          ...{ agreement, dated: row.dated, announcedOnly: row.announcedOnly },
        })
  })

  test('date-agreement keeps to the requested person or organisation', async () => {
    expect((await ask('date-agreement', { node: 'kiln' })).rows).toEqual([])
    expect((await ask('date-agreement', { node: 'ann' })).rows).toHaveLength(1)
  })
})
