import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeNetwork, NetworkFormatError, type WholeNetwork } from '../../../client/api/network-reply.ts'
import { statesAt } from '../../../client/whole-network/line-states.ts'
import { daysOf } from '../../../client/whole-network/ready-network.ts'
import { readDate } from '../../../cypher/dates/grammar.ts'
import { DOUBTFUL, LINE_KINDS } from '../../../cypher/network-columns.ts'
import { networkAsOf } from '../../../picture/network/as-of.ts'
import { edgeMeaning } from '../../../picture/network/edge-kind.ts'
import { edgeId, type Network } from '../../../picture/network/network.ts'
import { readReply } from '../../../picture/network/read-reply.ts'
import { startApp, type TestApp } from '../../setup/app.ts'

let app: TestApp
let body: ArrayBuffer
let whole: WholeNetwork
let overview: Network
beforeAll(async () => {
  app = await startApp()
  body = await (await fetch(`${app.url}api/network`)).arrayBuffer()
  whole = decodeNetwork(body)
  const reply = await (await fetch(`${app.url}api/queries/overview?limit=20000`)).json()
  overview = readReply(reply)
})
afterAll(() => app.stop())

const edgeOf = (line: number) =>
  edgeId(whole.ids[whole.columns.source[line] ?? -1] ?? '', whole.ids[whole.columns.target[line] ?? -1] ?? '')

test('the columns hold the nodes and lines of the overview, with their names, kinds and doubts', () => {
  expect(overview.edges.size).toBeGreaterThan(50)
  const names = new Map(whole.ids.map((id, node) => [id, whole.names[node]]))
  expect(names).toEqual(new Map([...overview.nodes.values()].map(({ id, name }) => [id, name])))
  const kinds = Array.from(whole.columns.lineKind, (code, line) => [
    edgeOf(line),
    { kind: LINE_KINDS[code & ~DOUBTFUL], doubtful: (code & DOUBTFUL) > 0 },
  ])
  const expected = [...overview.edges.values()].map(({ id, relationships }) => [id, edgeMeaning(relationships)])
  expect(Object.fromEntries(kinds)).toEqual(Object.fromEntries(expected))
})

test.each(['2018', '2020-12', '2022-06-15', '2023-11-17', '2024-05', '2024-12-31'])(
  'on %s the lines hold as on the map of the explorer',
  date => {
    const states = statesAt(whole, daysOf(date) ?? { earliest: 0, latest: 0 })
    const expected = networkAsOf(overview, readDate(date) ?? { earliest: null, latest: null })
    const found = Array.from(states.lines, (state, line) => [edgeOf(line), ['no', 'possible', 'definite'][state]])
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries([...expected.edges].map(([id, { certainty }]) => [id, certainty])),
    )
    expect(new Set(found.map(([, certainty]) => certainty)).size).toBeGreaterThan(1)
  },
)

test('an unchanged network is not sent again, a parameter is refused, and other methods too', async () => {
  const first = await fetch(`${app.url}api/network`)
  const etag = first.headers.get('etag') ?? ''
  expect(first.headers.get('content-encoding')).toBe('gzip')
  expect(etag).not.toBe('')
  expect((await fetch(`${app.url}api/network`, { headers: { 'if-none-match': etag } })).status).toBe(304)
  const refused = await fetch(`${app.url}api/network?limit=5`)
  expect(refused.status).toBe(400)
  expect((await refused.json()).error.message).toContain('"limit"')
  expect((await fetch(`${app.url}api/network`, { method: 'POST' })).status).toBe(405)
})

test('a body that was cut off anywhere is an error that says so', () => {
  for (const length of [0, 3, 4, 100, body.byteLength - 4])
    expect(() => decodeNetwork(body.slice(0, length))).toThrow(NetworkFormatError)
})
