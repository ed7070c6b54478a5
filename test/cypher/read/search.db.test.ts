import { describe, expect, test } from 'vitest'
import { askAbout, pick } from '../../setup/asking.ts'
import { loadScripts } from '../../worlds/scripts.ts'

const { ask, query } = askAbout(loadScripts)

const found = async (text: string, name = 'search') => pick((await ask(name, { text })).rows, 'id').flat()

describe('search in other scripts', () => {
  test.each([
    ['Xie Saining', ['xie-saining']],
    ['xiesaining', ['xie-saining']],
    ['Saining Xie', ['xie-saining']],
    ['Xie Sai-Ning', ['xie-saining']],
    ['xie sain', ['xie-saining']],
    ['謝賽寧', ['xie-saining']],
    ['谢赛', ['xie-saining']],
    ['張偉', ['w1']],
    ['张伟', ['w1']],
    ['Shan Tianfang', ['s1']],
    ['Kuznetsov', ['k1']],
    ['ivan kuznecov', ['k1']],
    ['Кузнецов', ['k1']],
    ['Mohammed', ['m1']],
    ['muhammad', ['m1']],
    ['nobody', []],
  ])('search for "%s" returns %j', async (text, ids) => {
    expect(await found(text)).toEqual(ids)
  })

  test('a name that a source states comes before one that follows from another script', async () => {
    expect(await found('Zhang Wei')).toEqual(['w2', 'w1'])
    await query("MATCH (p:Person {id: 'w2'}) SET p.search = ['wei'], p.searchForms = ['zhang wei']")
    await query("MATCH (p:Person {id: 'w1'}) SET p.search = ['zhang wei'], p.searchForms = null")
    expect(await found('Zhang Wei')).toEqual(['w1', 'w2'])
    await query("MATCH (p:Person {id: 'w2'}) SET p.search = ['zhang wei'], p.searchForms = null")
    await query(
      "MATCH (p:Person {id: 'w1'}) SET p.search = ['张 伟'], p.searchForms = ['zhang wei', 'zhangwei', '張 偉']",
    )
  })

  test.each([
    ['Xie Sainin', 'xie-saining'],
    ['Kusnetsov', 'k1'],
    ['Mohammad', 'm1'],
    ['Mohamad', 'm1'],
    ['Muhamed', 'm1'],
  ])('near-names for "%s" begins with %s', async (text, id) => {
    expect((await found(text, 'near-names'))[0]).toBe(id)
  })
})

describe('the order of search results', () => {
  test('search lists whole names first, then names that begin with the text, then others, the best connected of each first', async () => {
    expect(await found('ada')).toEqual(['ada-1', 'ada-2', 'ada-4', 'ada-3'])
    expect(await found('Ada Bell')).toEqual(['ada-2', 'ada-3'])
  })

  test('search finds a whole name among more names that begin with it than are ranked', async () => {
    await query(
      "UNWIND range(1, 1500) AS n CREATE (:Extra:Person {id: 'extra' + n, name: 'Ivo X' + n, aliases: [], search: ['ivo x' + n]})",
    )
    await query("CREATE (:Extra:Person {id: 'ivo', name: 'Ivo', aliases: [], search: ['ivo']})")
    const { rows, total, truncated } = await ask('search', { text: 'Ivo' })
    expect(rows[0]?.id).toBe('ivo')
    expect([total, truncated]).toEqual([500, true])
    await query('MATCH (n:Extra) DELETE n')
  })
})

describe('distinguishing namesakes', () => {
  test('search returns the last stay of each person with its years, and the whole of an organisation', async () => {
    expect(pick((await ask('search', { text: 'Li Wei' })).rows, 'id', 'at', 'from', 'to')).toEqual([
      ['li-wei-2', 'kiln', '2015/2016', null],
      ['li-wei-1', 'mill', '2012', '2014'],
    ])
    expect((await ask('search', { text: 'The Loft' })).rows[0]).toMatchObject({
      at: { id: 'mill', name: 'The Mill' },
      from: null,
      to: null,
    })
    expect((await ask('near-names', { text: 'Xie Sainin' })).rows[0]).toMatchObject({ at: null, from: null, to: null })
  })

  test('search names a whole organisation rather than a part of it, and bounds that are open', async () => {
    expect(pick((await ask('search', { text: 'Ada' })).rows, 'id', 'at', 'from', 'to')).toEqual([
      ['ada-1', 'mill', '2001', '2007'],
      ['ada-2', null, null, null],
      ['ada-4', 'forge', '../2003', null],
      ['ada-3', 'kiln', '../2002', null],
    ])
  })
})

describe('a parameter that names a person', () => {
  test.each(['谢赛宁', 'Xie Saining', 'Saining Xie', '謝賽寧', 'xie-saining'])(
    'career takes %s for 谢赛宁',
    async person => {
      const { params } = await ask('career', { person })
      expect(params.person).toBe('xie-saining')
    },
  )

  test('career takes a name that a source states before one that follows from another script', async () => {
    expect((await ask('career', { person: 'Zhang Wei' })).params.person).toBe('w2')
    expect((await ask('career', { person: '张伟' })).params.person).toBe('w1')
    expect((await ask('career', { person: '張偉' })).params.person).toBe('w1')
  })

  test('career refuses a name in other letters that several people may have, and lists them', async () => {
    await expect(ask('career', { person: 'Li Na' })).rejects.toMatchObject({
      errorKind: 'ambiguous',
      candidates: [{ id: 'n1' }, { id: 'n2' }],
    })
  })

  test('career takes no part of a name in other letters, and suggests whom it may mean', async () => {
    await expect(ask('career', { person: 'Saining' })).rejects.toMatchObject({
      errorKind: 'unknown',
      candidates: [{ id: 'xie-saining', name: '谢赛宁' }],
    })
    await expect(ask('career', { person: 'Xie Sainin' })).rejects.toMatchObject({
      errorKind: 'unknown',
      candidates: expect.arrayContaining([{ id: 'xie-saining', name: '谢赛宁' }]),
    })
  })
})
