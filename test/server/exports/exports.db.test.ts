import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HttpErrorBodySchema, type Reply, type WireNode, type WireRelationship } from '../../../cypher/wire.ts'
import { readFiles, readPaths } from '../../seeds/reading.ts'
import { startApp, type TestApp } from '../../setup/app.ts'
import { readXml } from '../../setup/xml-elements.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.stop())

const get = (path: string) => fetch(`${app.url}api/queries/${path}`)
const text = async (path: string) => (await get(path)).text()
const json = async (path: string) => (await (await get(path)).json()) as Reply
const csv = async (path: string): Promise<Record<string, string>[]> => parse(await text(path), { columns: true })

/** The nodes and relationships in the rows of the overview, by id. */
async function overview() {
  const { rows } = await json('overview')
  const values = rows.flatMap(row => Object.values(row)).flat() as (WireNode | WireRelationship | null)[]
  const nodes = new Map(values.flatMap(value => (value?.kind === 'node' ? [[value.key, value.properties.id]] : [])))
  const relationships = values.flatMap(value => (value?.kind === 'relationship' ? [value] : []))
  const doubted = rows.flatMap(row => row.doubted as unknown[]).length
  return { nodes, relationships, doubted }
}

describe('files of a network', () => {
  test('GEXF, GraphML and CSV have the nodes, edges and dates of the JSON answer', async () => {
    const { nodes, relationships, doubted } = await overview()
    const [gexf, graphml] = await Promise.all(
      ['overview.gexf', 'overview.graphml'].map(async path => readXml(await text(path))),
    )
    const [nodeRows, edgeRows] = await Promise.all(['overview.nodes.csv', 'overview.edges.csv'].map(csv))
    const ids = [...new Set(nodes.values())].toSorted()
    const count = relationships.length + doubted
    for (const file of [gexf, graphml]) {
      expect(
        file
          ?.all('node')
          .map(({ attributes }) => attributes.id)
          .toSorted(),
      ).toEqual(ids)
      expect(file?.all('edge').length).toBe(count)
    }
    expect(nodeRows?.map(({ id }) => id).toSorted()).toEqual(ids)
    expect(edgeRows?.length).toBe(count)
    for (const { type, start, end, properties } of relationships) {
      const id = `${type} ${properties.id}`
      const row = edgeRows?.find(each => each.id === id)
      expect(row).toMatchObject({ source: nodes.get(start), target: nodes.get(end), relationship: type })
      for (const column of ['earliest', 'latest', 'beginEarliest', 'beginLatest', 'endEarliest', 'endLatest'])
        if (type !== 'PART_OF') expect([id, column, row?.[column]]).toEqual([id, column, properties[column] ?? ''])
      const edge = gexf?.all('edge').find(({ attributes }) => attributes.id === id)
      const [spell] = edge?.all('spell') ?? []
      if (type === 'WAS_AT')
        expect([id, spell?.attributes.start, spell?.attributes.end]).toEqual([
          id,
          properties.beginEarliest ?? undefined,
          (properties.open ? null : properties.endLatest) ?? undefined,
        ])
    }
  })

  test.each(['gexf', 'graphml'])('a downloaded %s loads with the claims that it was made from', async suffix => {
    const name = `around.${suffix}`
    const { data, messages } = await readFiles({ [name]: await text(`${name}?node=openai`) })
    expect(messages).toEqual([])
    const { data: sample } = await readPaths(['seeds/data'])
    const content = ({ place: _, recorded: _day, published: _published, ...claim }: (typeof data.claims)[number]) =>
      claim
    const original = new Map(sample.claims.map(claim => [claim.id, content(claim)]))
    expect(data.claims.length).toBeGreaterThan(50)
    expect(data.claims.map(content)).toEqual(data.claims.map(({ id }) => original.get(id)))
    const edges = await csv('around.edges.csv?node=openai')
    const named = new Set(edges.flatMap(({ claims = '[]' }) => JSON.parse(claims || '[]') as string[]))
    expect(data.claims.map(({ id }) => id).toSorted()).toEqual([...named].toSorted())
  })

  test('every edge of the network names its sources', async () => {
    const rows = await csv('overview.edges.csv')
    expect(rows.length).toBeGreaterThan(100)
    expect(rows.filter(({ sources }) => sources === '' || sources === '[]')).toEqual([])
  })

  test('expanded nodes add their neighbourhoods to a file and to a picture', async () => {
    const path = 'career.nodes.csv?person=lilian-weng'
    const [alone, expanded] = [await csv(path), await csv(`${path}&expand=openai`)]
    expect(expanded.length).toBeGreaterThan(alone.length)
    const names = await text('around.svg?node=lilian-weng&expand=openai&lang=en')
    expect(names).toContain('Sam Altman')
  })

  test('a date tells which edges hold, and can leave out the others', async () => {
    const all = await csv('overview.edges.csv?at=2010')
    expect(new Set(all.map(({ asOf }) => asOf))).toContain('no')
    const held = await csv('overview.edges.csv?at=2010&absent=hide')
    expect(held.length).toBe(all.filter(({ asOf }) => asOf !== 'no').length)
  })

  test('an answer that is no network has no graph file, and the error says what there is', async () => {
    const response = await get('sources.gexf')
    const { error } = HttpErrorBodySchema.parse(await response.json())
    expect([response.status, error.code]).toEqual([406, 'not-acceptable'])
    expect(error.message).toContain('.csv')
  })
})

describe('formats by URL', () => {
  test.each(['json', 'ndjson', 'csv', 'svg', 'png', 'nodes.csv', 'edges.csv', 'gexf', 'graphml', 'citation.txt'])(
    'format=%s gives the same as the suffix',
    async format => {
      const [bySuffix, byParameter] = await Promise.all([
        get(`who-left.${format}?organisation=openai`),
        get(`who-left?organisation=openai&format=${format}`),
      ])
      expect([byParameter.status, byParameter.headers.get('content-type')]).toEqual([
        200,
        bySuffix.headers.get('content-type'),
      ])
      expect(await byParameter.text()).toBe(await bySuffix.text())
    },
  )

  test('an unknown format is refused with those that there are', async () => {
    const { error } = HttpErrorBodySchema.parse(await (await get('overview?format=xlsx')).json())
    expect(error.message).toMatch(/^format is not one of json, .*gexf/)
  })

  test('a PNG at scale 2 has twice the pixels', async () => {
    const widthOf = async (path: string) => Buffer.from(await (await get(path)).arrayBuffer()).readUInt32BE(16)
    expect(await widthOf('career.png?person=lilian-weng&width=600')).toBe(600)
    expect(await widthOf('career.png?person=lilian-weng&width=600&scale=2')).toBe(1200)
  })
})

describe('claims as a flat file', () => {
  test('every claim is one row with its source, and a byte order mark can be first', async () => {
    const { records } = await app.driver.executeQuery(
      'RETURN COUNT { (c:Claim) WHERE c.withdrawn IS NULL } + COUNT { ()-[:PART_OF]->() } AS claims',
    )
    const claims = Number(records[0]?.get('claims'))
    const rows = await csv('all-claims.csv')
    expect([rows.length, new Set(rows.map(row => row['claim.id'])).size]).toEqual([claims, claims])
    expect(rows.filter(row => row['claim.source.title'] === '')).toEqual([])
    const { rows: of, total } = await json('all-claims?node=openai')
    expect(of.length).toBe(total)
    expect((await json('all-claims')).total).toBe(claims)
    const bytes = Buffer.from(await (await get('all-claims.csv?bom=yes')).arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  })

  test('a file with more rows than one piece may have is streamed, and says if a limit cuts it', async () => {
    const response = await get('all-claims.csv?limit=30000')
    expect([response.headers.get('etag'), response.headers.get('x-truncated')]).toEqual([null, null])
    expect(await response.text()).toBe(await text('all-claims.csv'))
    expect((await get('all-claims.csv?limit=3')).headers.get('x-truncated')).toMatch(/^3 of \d+$/)
    expect((await json('all-claims?limit=1000000')).truncated).toBe(false)
  })
})

test('a citation says what, as of when, of which data, where and by which sources', async () => {
  const cited = await text('who-left.citation.txt?organisation=OpenAI&at=2024-05&lang=en')
  expect(cited).toMatch(
    /^Who left an organisation.*\nOrganisation: OpenAI\nAs of: May 2024\nData loaded: \d+ \w+ \d{4}, 8 rows\n/,
  )
  expect(cited).toContain(`Address: ${app.url}?q=who-left&organisation=openai&at=2024-05\n`)
  expect(cited).toMatch(/5 sources:\n1\. .+\n2\. .+\n3\. .+\n4\. .+\n5\. .+\n$/)
  expect(await text('overview.citation.txt?lang=zh')).toMatch(/来源（5 个）：\n1\. /)
})
