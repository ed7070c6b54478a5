import { describe, expect, test } from 'vitest'
import { load } from '../../../seeds/load/load.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import type { Driver } from '../../../server/db/connect.ts'
import { askAbout, pick } from '../../setup/asking.ts'
import { writeTables } from '../../worlds/small.ts'

/**
 * At the Works were six people, at the Shop, a part of it, three, at the Yard one. Uma is rumoured to have left the
 * Works, where she also stayed; Vic is rumoured to have joined the Yard, and no more. Wil denies that he was at the Shop.
 * Xia and the Mine have no connection. Zed is Uma under another name.
 */
async function loadWorks(driver: Driver): Promise<void> {
  const people = ['ann', 'bea', 'cas', 'dan', 'eva', 'uma', 'vic', 'wil', 'xia', 'zed']
  const at = (organisation: string, ...who: string[]) =>
    who.map(person => `${person},${organisation},joined,2001,reported,paper`)
  const folder = await writeTables({
    'people.csv': ['id,name', ...people.map(id => `${id},${id}`), ''].join('\n'),
    'organisations.csv': `id,name,type,part_of,part_of_source
works,Works,company,,
shop,Shop,team,works,paper
yard,Yard,company,,
mine,Mine,company,,
`,
    'sources.csv': 'id,title\npaper,Paper\nhearsay,Hearsay\n',
    'same-as.csv': 'id,same_as,verdict\nzed,uma,same\n',
    'claims.csv': [
      'person,organisation,event,on,status,source',
      ...at('works', 'ann', 'bea', 'cas', 'dan', 'eva', 'uma'),
      ...at('shop', 'ann', 'bea', 'cas'),
      ...at('yard', 'dan', 'zed'),
      'ann,works,left,2003,reported,paper',
      'ann,works,joined,2005,reported,paper',
      'uma,works,left,2004,rumoured,hearsay',
      'vic,yard,joined,2004,rumoured,hearsay',
      'wil,shop,joined,2004,denied,hearsay',
      '',
    ].join('\n'),
  })
  await load(await readDataset([folder]), { driver })
}

const { ask, query } = askAbout(loadWorks)
const pairs = async (limit?: number) => {
  const { rows, total, truncated } = await ask('overview', limit === undefined ? {} : { limit })
  return { total, truncated, pairs: rows.map(({ source, target }) => `${idOf(source)} ${idOf(target)}`), rows }
}
const idOf = (node: unknown) => (node as { properties: { id: string } } | null)?.properties.id ?? '-'

/** Computed by a full scan, which only a small world allows. */
async function allPairs(): Promise<string[]> {
  const { records } = await query(`
    CALL () {
      MATCH (s)-[:JOINED|LEFT|WAS_AT|PART_OF]->(t) RETURN s, t
      UNION
      MATCH (s)<-[:SAME_AS*0..]-()<-[:OF]-(c:Claim)-[:AT]->(t)
      WHERE c.status IN ['rumoured', 'denied'] AND NOT EXISTS { (s)-[:SAME_AS]->() } RETURN s, t
    }
    RETURN s.id + ' ' + t.id AS pair ORDER BY COUNT { (t)--() } DESC, t.id, s.id`)
  return records.map(record => String(record.get('pair')))
}

describe('overview', () => {
  test('overview has every pair once, the largest organisation first, and unconnected nodes last', async () => {
    const { pairs: found, total, truncated } = await pairs()
    expect(found).toEqual([...(await allPairs()), 'mine -', 'xia -'])
    expect([total, truncated]).toEqual([found.length, false])
    expect(found).toHaveLength(6 + 1 + 4 + 3 + 2)
  })

  test('overview at any limit has the first of its rows and the total number of rows', async () => {
    const all = await pairs()
    for (const limit of [1, 2, 6, 7, 8, 14, 15, 16]) {
      const cut = await pairs(limit)
      expect(cut.pairs).toEqual(all.pairs.slice(0, limit))
      expect([cut.total, cut.truncated]).toEqual([all.total, limit < 16])
    }
  })

  test('overview has every relationship of a pair, and the claims that only rumour or deny one', async () => {
    const { rows } = await pairs()
    const of = (source: string, target: string) =>
      rows.find(row => idOf(row.source) === source && idOf(row.target) === target)
    const types = (row?: Record<string, unknown>) =>
      (row?.relationships as { type: string }[] | undefined)?.map(({ type }) => type).sort()
    expect(types(of('ann', 'works'))).toEqual(['JOINED', 'JOINED', 'LEFT', 'WAS_AT', 'WAS_AT'])
    expect(types(of('shop', 'works'))).toEqual(['PART_OF'])
    expect(types(of('uma', 'yard'))).toEqual(['JOINED', 'WAS_AT'])
    expect(types(of('vic', 'yard'))).toEqual(['JOINED'])
    expect(pick([of('wil', 'shop') ?? {}], 'doubted')[0]?.[0]).toMatchObject([{ event: 'joined', status: 'denied' }])
    expect(of('uma', 'works')?.doubted).toEqual([])
  })
})
