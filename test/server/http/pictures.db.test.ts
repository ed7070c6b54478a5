import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDate } from '../../../cypher/dates/grammar.ts'
import type { Bounds } from '../../../cypher/dates/relations.ts'
import { HttpErrorBodySchema, type Reply } from '../../../cypher/wire.ts'
import { networkAsOf } from '../../../picture/network/as-of.ts'
import { readReply } from '../../../picture/network/read-reply.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { startApp, type TestApp } from '../../setup/app.ts'
import { readSvg, textFaults } from '../../setup/svg-texts.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.stop())

const questions = [...(await readQuestions()).values()]
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${app.url}${path}`, { headers })
const drawn = async (path: string) => readSvg(await (await get(path)).text())
const wordsOf = async (path: string) => (await drawn(path)).texts.map(({ text }) => text).join(' ')
const refusal = async (path: string) => {
  const response = await get(path)
  return [response.status, HttpErrorBodySchema.parse(await response.json()).error] as const
}

describe.each(questions.map(question => [question.name, question] as const))('the picture of %s', (name, question) => {
  const query = new URLSearchParams(question.example as Record<string, string>)

  test(`the picture of the example of ${name} has a title, its sources, no script, and no text over another`, async () => {
    const { rows } = (await (await get(`api/queries/${name}?${query}`)).json()) as Reply
    expect(rows.length).toBeGreaterThan(0)
    for (const settings of [
      ...['width=1200&lang=en', 'width=390&theme=dark&lang=zh', 'width=800&theme=print&lang=en'],
      ...['width=1200&lang=en&at=2021-03', 'width=390&lang=zh&at=2024-05-15'],
    ]) {
      const response = await get(`api/queries/${name}.svg?${query}&${settings}`)
      expect([name, response.status, response.headers.get('content-type')]).toEqual([name, 200, 'image/svg+xml'])
      const text = await response.text()
      expect(text).not.toMatch(/<script|style=|\son\w+=|javascript:/)
      const svg = readSvg(text)
      expect(svg.title).toBe(settings.includes('zh') ? question.zh?.question : question.question)
      expect(textFaults(svg)).toEqual([])
      const words = svg.texts.map(each => each.text).join(' ')
      expect(words).not.toMatch(/No rows|没有结果|nothing that can be drawn|\b0 (sources|claims|rows)/)
      expect(words).toMatch(/\d+ sources?\b|\d+ 个来源/)
      expect(svg.elements.get('path') ?? svg.elements.get('text')).toBeGreaterThan(0)
    }
  })

  test(`the page of ${name} shows the picture of its example for wide and for narrow screens`, async () => {
    const page = await (await get(`q/${name}?lang=en`)).text()
    expect(page.match(/<svg xmlns=/g)?.length).toBe(2)
    expect(page).toContain(`href="/api/queries/${name}.svg`)
  })
})

describe('pictures over HTTP', () => {
  test('a picture at a date counts the rows that hold by then, and leaves out the others if asked', async () => {
    const path = 'api/queries/who-left.svg?organisation=openai&lang=en&at=2024-03-01'
    const { rows } = (await (await get('api/queries/who-left?organisation=openai')).json()) as Reply
    const later = rows.filter(({ earliest }) => typeof earliest === 'string' && earliest > '2024-03-01').length
    expect(later).toBeGreaterThan(0)
    expect(await wordsOf(path)).toMatch(
      new RegExp(`On 1 March 2024: \\d+ of ${rows.length} rows surely,.* ${later} not`),
    )
    expect(await wordsOf(`${path}&absent=hide`)).toContain(`${later} rows that surely do not hold`)
    expect(await wordsOf(path.replace('&lang=en', '&lang=zh'))).toMatch(/2024年3月1日：共 \d+ 行，\d+ 行确定/)
  })

  test('a picture of a network at a date names the date and counts as the map does, and can leave out who is absent', async () => {
    const reply = (await (await get('api/queries/overview')).json()) as Reply
    const at = readDate('2024-03') as Bounds
    const { people, nodes } = networkAsOf(readReply({ query: 'overview', params: reply.params, rows: reply.rows }), at)
    const gone = [...nodes.values()].filter(certainty => certainty === 'no').length
    expect(people.definite).toBeGreaterThan(0)
    expect(gone).toBeGreaterThan(0)
    const path = 'api/queries/overview.svg?lang=en'
    const [all, dated, hidden] = await Promise.all(
      ['', '&at=2024-03', '&at=2024-03&absent=hide'].map(at => drawn(path + at)),
    )
    const words = dated?.texts.map(({ text }) => text).join(' ')
    expect(words).toContain(`March 2024: ${people.definite} surely there all the time, ${people.possible} possibly`)
    expect(words).toContain('not there')
    expect(dated?.links.length).toBe(all?.links.length)
    expect(hidden?.links.length).toBeLessThan((all?.links.length ?? 0) - gone + 1)
    expect(await wordsOf('api/queries/overview.svg?lang=zh&at=2024-03-01')).toMatch(
      /2024年3月1日：\d+ 人确定在任，\d+ 人可能在任/,
    )
    expect(await wordsOf('api/queries/organisation-flows.svg?lang=en&at=2024')).toContain('does not apply')
    const images = await Promise.all(
      ['', '&at=2024-03'].map(async at =>
        Buffer.from(await (await get(`api/queries/overview.png?lang=en${at}`)).arrayBuffer()),
      ),
    )
    expect(images[0]?.equals(images[1] as Buffer)).toBe(false)
  })

  test('a picture as PNG has the width in its URL', async () => {
    const response = await get('api/queries/who-left.png?organisation=openai&width=640')
    const bytes = Buffer.from(await response.arrayBuffer())
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect([bytes.toString('latin1', 1, 4), bytes.readUInt32BE(16)]).toEqual(['PNG', 640])
  })

  test('a picture has an ETag that differs by theme and language, and is not sent again', async () => {
    const tags = new Set<string>()
    for (const more of ['', '&theme=dark', '&lang=zh', '&width=400', '&at=2020', '&at=2020&absent=hide']) {
      const path = `api/queries/career.svg?person=lilian-weng${more}`
      const { headers } = await get(path)
      const etag = headers.get('etag') ?? ''
      expect(headers.get('cache-control')).toBe('no-cache')
      expect((await get(path, { 'if-none-match': etag })).status).toBe(304)
      tags.add(etag)
    }
    expect(tags.size).toBe(6)
  })

  test.each([
    ['theme=blue', 'theme', /light, dark, print/],
    ['at=soon', 'at', /is not a date/],
    ['at=2020/..', 'at', /has no first or no last day/],
    ['absent=maybe', 'absent', /faint, hide/],
    ['width=10', 'width', /under 280/],
    ['width=wide', 'width', /not a number/],
    ['width=0x400', 'width', /not a number/],
    ['width=100&width=200', 'width', /./],
    ['lang=fr', 'lang', /en, zh/],
  ])('a picture with %s returns 400 and names the parameter %s', async (query, parameter, message) => {
    const [status, { code, message: text, details }] = await refusal(
      `api/queries/career.svg?person=lilian-weng&${query}`,
    )
    expect([status, code]).toEqual([400, 'bad-parameter'])
    expect(text).toMatch(message)
    expect(details).toEqual([expect.objectContaining({ parameter })])
  })

  test.each(['who-left%s', 'who-left%s?organisation=openai&from=2024-13', 'career%s?person=Li', 'who-lef%s'])(
    'a picture has the same errors as JSON for %s',
    async path => {
      const [json, svg] = [path.replace('%s', '.json'), path.replace('%s', '.svg')]
      expect(await refusal(`api/queries/${svg}`)).toEqual(await refusal(`api/queries/${json}`))
    },
  )

  test('a picture of a part of the rows says how many there are', async () => {
    const { total } = (await (await get('api/queries/who-left?organisation=openai&limit=3')).json()) as Reply
    expect(total).toBeGreaterThan(3)
    expect(await wordsOf('api/queries/who-left.svg?organisation=openai&limit=3')).toContain(`3 of ${total} shown`)
  })

  test('a picture of no rows says so', async () => {
    expect(await wordsOf('api/queries/who-left.svg?organisation=openai&from=9000')).toContain('No rows')
  })

  test('a departure by some day may lie in a window before all data, and is drawn', async () => {
    const words = await wordsOf('api/queries/who-left.svg?organisation=openai&to=1900')
    expect(words).toMatch(/left, by 19 February 2024/)
  })

  test('an Accept header never turns an answer into a picture', async () => {
    const accept = 'text/html,application/xml;q=0.9,image/png,image/svg+xml,*/*;q=0.8'
    const { headers } = await get('api/queries/career?person=lilian-weng', { accept })
    expect(headers.get('content-type')).toMatch(/json/)
  })
})
