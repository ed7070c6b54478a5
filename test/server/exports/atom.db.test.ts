import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../setup/app.ts'
import { sendRaw } from '../../setup/raw-http.ts'
import { readXml } from '../../setup/xml-elements.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.stop())

const feed = (query = '', headers = {}) => fetch(`${app.url}api/queries/changes-between.atom${query}`, { headers })
const textsOf = (text: string, name: string) =>
  [...text.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, inner = '']) => inner)

describe('changes-between.atom', () => {
  test('without parameters, it has the newest hundred changes of everyone, each with an id, a time and a source', async () => {
    const response = await feed()
    expect(response.headers.get('content-type')).toContain('application/atom+xml')
    const text = await response.text()
    const entries = readXml(text).all('entry')
    expect(entries.length).toBeGreaterThan(20)
    expect(entries.length).toBeLessThanOrEqual(100)
    for (const entry of entries) {
      const names = entry.children.map(({ name }) => name)
      expect(names).toEqual(['id', 'title', 'published', 'updated', 'link', 'content'])
      const [link] = entry.all('link')
      expect(link?.attributes.href).toMatch(/^http.*\/q\/career\?person=/)
    }
    const ids = textsOf(text, 'id')
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids)
      expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    const today = (await app.driver.executeQuery('RETURN toString(date()) AS day')).records[0]?.get('day')
    for (const time of textsOf(text, 'updated').slice(0, 2))
      expect(time).toMatch(new RegExp(`^${today}T\\d\\d:\\d\\d:\\d\\dZ$`))
    expect(text).toContain('&lt;cite&gt;')
  })

  test('titles are sentences, as vague as the sources, in the language of the request', async () => {
    const titles = async (query: string, headers = {}) => textsOf(await (await feed(query, headers)).text(), 'title')
    const english = await titles('?person=lilian-weng&organisation=openai')
    expect(english).toEqual([
      'Latest changes: Lilian Weng, OpenAI',
      expect.stringMatching(/Lilian Weng (left|is to leave) OpenAI on 15 November 2024/),
      expect.stringMatching(/Lilian Weng joined OpenAI in 2018/),
    ])
    const chinese = await titles('?node=openai&change=left', { 'accept-language': 'zh' })
    expect(chinese[0]).toBe('最新变动：OpenAI')
    for (const title of chinese.slice(1)) expect(title).toMatch(/离开OpenAI/)
  })

  test('a window has the events that may fall into it, as in changes-between', async () => {
    const window = 'node=openai&from=2024-05&to=2024-11'
    const text = await (await feed(`?${window}`)).text()
    const { rows } = await (await fetch(`${app.url}api/queries/changes-between?${window}`)).json()
    const events = rows.filter(({ change }: { change: string }) => change === 'joined' || change === 'left')
    const entries = textsOf(text, 'id').slice(1)
    expect(entries.length).toBeGreaterThanOrEqual(events.length)
    expect(entries.length).toBeGreaterThan(0)
  })

  test('ids stay when a claim is added or withdrawn, and the withdrawal is an entry of its own', async () => {
    const query = '?person=lilian-weng&organisation=openai&change=left'
    const before = textsOf(await (await feed(query)).text(), 'id')
    const claim =
      "MATCH (:Person {id: 'lilian-weng'})<-[:OF]-(c:Claim {event: 'left'})-[:AT]->(:Organisation {id: 'openai'}) WITH c ORDER BY c.id LIMIT 1"
    await app.driver.executeQuery(`${claim} SET c.withdrawn = date('2025-01-02')`)
    const after = await (await feed(query)).text()
    expect(textsOf(after, 'id')).toEqual(before)
    const withdrawn = await (await feed('?person=lilian-weng&change=withdrawn')).text()
    expect(textsOf(withdrawn, 'title')[1]).toMatch(/^Claim withdrawn: Lilian Weng (left|is to leave) OpenAI/)
    expect(textsOf(withdrawn, 'updated')[1]).toBe('2025-01-02T00:00:00Z')
    await app.driver.executeQuery(`${claim} REMOVE c.withdrawn`)
  })

  test('times never go back, also within a day: a withdrawn claim stays the newest of its event, and the feed is as new as the last load', async () => {
    const times = async () =>
      textsOf(await (await feed('?person=lilian-weng&change=left&organisation=openai')).text(), 'updated')
    const before = await times()
    const claims =
      "MATCH (:Person {id: 'lilian-weng'})<-[:OF]-(c:Claim {event: 'left'})-[:AT]->(:Organisation {id: 'openai'}) WITH c ORDER BY c.id LIMIT 1 MATCH (l:Load {run: toString(c.load)})"
    await app.driver.executeQuery(`${claims} SET c.withdrawn = date()`)
    expect(await times()).toEqual(before)
    await app.driver.executeQuery(`${claims} REMOVE c.withdrawn SET l.finished = l.finished + duration('PT1S')`)
    const [later = '', ...entries] = await times()
    expect([later > (before[0] ?? ''), entries]).toEqual([true, before.slice(1)])
  })

  test('ids do not depend on the host name, the order of the parameters or those that are empty', async () => {
    const idsOf = async (query: string, host = '127.0.0.1') =>
      textsOf(
        await sendRaw(app.url, [
          `GET /api/queries/changes-between.atom?${query} HTTP/1.1`,
          `Host: ${host}`,
          'Connection: close',
        ]),
        'id',
      )
    const ids = await idsOf('person=lilian-weng&organisation=openai')
    expect(ids.length).toBeGreaterThan(1)
    expect(await idsOf('organisation=openai&node=&person=lilian-weng', 'localhost:8080')).toEqual(ids)
    expect((await idsOf('person=lilian-weng'))[0]).not.toBe(ids[0])
  })

  test('a copy that is current is not sent again', async () => {
    // An answer during which something may have been written has no ETag.
    const unchanged = async () => {
      const etag = (await feed('?node=openai')).headers.get('etag') ?? ''
      return (await feed('?node=openai', { 'if-none-match': etag })).status
    }
    await expect.poll(unchanged).toBe(304)
  })

  test('names that are markup stay text', async () => {
    const evil = '</title><script>alert(1)</script>&]]>'
    await app.driver.executeQuery("MATCH (p:Person {id: 'lilian-weng'}) SET p.name = $evil", { evil })
    const text = await (await feed('?person=lilian-weng')).text()
    expect(text).not.toContain('<script')
    expect(readXml(text).all('entry').length).toBeGreaterThan(0)
    await app.driver.executeQuery("MATCH (p:Person {id: 'lilian-weng'}) SET p.name = 'Lilian Weng'")
  })

  test('other questions have no feed, and wrong parameters are named', async () => {
    expect((await fetch(`${app.url}api/queries/career.atom?person=lilian-weng`)).status).toBe(406)
    for (const query of ['?change=fired', '?node=nobody-at-all', '?limit=501', '?colour=red'])
      expect((await feed(query)).status).toBe(400)
  })

  test('the page of the question and the explorer name the feed', async () => {
    const page = await (await fetch(`${app.url}q/changes-between?node=openai&from=2024&to=2024`)).text()
    expect(page).toContain('href="/api/queries/changes-between.atom?node=openai"')
    expect(await (await fetch(app.url)).text()).toMatch(/rel="alternate" type="application\/atom\+xml"/)
  })
})
