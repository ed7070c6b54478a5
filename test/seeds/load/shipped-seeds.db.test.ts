import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reply } from '../../../cypher/wire.ts'
import { edgeMeaning } from '../../../picture/network/edge-kind.ts'
import { edgeId, type Network } from '../../../picture/network/network.ts'
import { readReply } from '../../../picture/network/read-reply.ts'
import { startSharedApp, type TestApp } from '../../setup/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startSharedApp()
})
afterAll(() => app.stop())

const read = async (path: string) => (await fetch(`${app.url}${path}`)).text()
const ask = async (question: string): Promise<Reply> => JSON.parse(await read(`api/queries/${question}`))
const idOf = (value: unknown) => (value as { id: string } | null)?.id ?? null

describe('a departure that its sources only announce', () => {
  test('every question about it gives the newest report, and none about another departure does', async () => {
    const { rows } = await ask('who-left?organisation=openai')
    expect(rows.flatMap(({ person, scheduledAsOf }) => (scheduledAsOf ? [[idOf(person), scheduledAsOf]] : []))).toEqual(
      [['lilian-weng', '2024-11-12']],
    )
    for (const [question, column] of [
      ['where-they-went?organisation=openai', null],
      ['changes-between?node=lilian-weng&from=2024-11-15&to=2024-11-15', null],
      ['career?person=lilian-weng', 'left'],
    ] as const) {
      const found = (await ask(question)).rows.flatMap(row => {
        const holder = (column ? row[column] : row) as { scheduledAsOf: string | null } | null
        return holder?.scheduledAsOf ?? []
      })
      expect([question, found]).toEqual([question, ['2024-11-12']])
    }
  })

  test('pages, pictures and tables word it as to come, in both languages', async () => {
    expect(await read('api/queries/who-left.svg?organisation=openai&lang=en')).toContain(
      'to leave, 15 November 2024, as reported on 12 November 2024',
    )
    expect(await read('api/queries/who-left.svg?organisation=openai&lang=zh')).toContain(
      '预定离开，2024年11月15日，据2024年11月12日的报道',
    )
    const csv = await read('api/queries/who-left.csv?organisation=openai')
    expect(csv.split('\n')[0]).toContain('scheduledAsOf')
    for (const [lang, words, past] of [
      ['en', '<strong>to leave</strong>', '<strong>left</strong>'],
      ['zh', '<strong>预定离开</strong>', '<strong>离开</strong>'],
    ] as const) {
      const page = await read(`q/who-left?organisation=openai&from=2024-11-15&to=2024-11-15&lang=${lang}`)
      const row = page.slice(page.indexOf('Lilian Weng'))
      const claims = row.slice(0, row.indexOf('</td></tr>\n<tr><'))
      expect([lang, claims.split(words).length - 1]).toEqual([lang, 2])
      expect(claims.split('Lilian Weng')[1]).not.toContain(past)
    }
  })
})

test('every destination of a departure is a line of the map that shows the person joining, or being there', async () => {
  const overview = readReply(await ask('overview?limit=20000'))
  const organisations = [...overview.nodes.values()].filter(({ kind }) => kind === 'organisation')
  let count = 0
  for (const { id } of organisations) {
    const reply = await ask(`where-they-went?organisation=${id}`)
    const listed = new Map<string, boolean>()
    for (const { person, organisation, certainty } of reply.rows) {
      const end = idOf(organisation)
      if (end === null) continue
      const line = edgeId(String(idOf(person)), end)
      listed.set(line, (listed.get(line) ?? true) && certainty === 'possible')
      const edge = overview.edges.get(line)
      expect([id, line, edge && edgeMeaning(edge.relationships).kind]).toEqual([
        id,
        line,
        expect.stringMatching(/^(joined|both|present)$/),
      ])
    }
    // The map of the question draws the same destinations, dashed where they are only possible.
    const drawn = destinationsOn(readReply(reply))
    expect([id, drawn]).toEqual([id, [...listed.keys()].toSorted()])
    for (const [line, isPossible] of listed) {
      if (line.split(' ').includes(id)) continue
      const edge = readReply(reply).edges.get(line)
      expect([id, line, edge && edgeMeaning(edge.relationships).doubtful]).toEqual([id, line, isPossible])
    }
    count += listed.size
  }
  expect(count).toBeGreaterThan(10)
  const [deng] = (await ask('where-they-went?organisation=openai')).rows.filter(
    ({ person }) => idOf(person) === 'peter-deng',
  )
  expect(deng).toMatchObject({ destination: 'none reported', organisation: null })
})

const destinationsOn = ({ edges }: Network): string[] =>
  [...edges]
    .flatMap(([line, { relationships }]) =>
      relationships.some(({ type }) => type === 'JOINED' || type === 'WAS_AT') ? [line] : [],
    )
    .toSorted()
