import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../setup/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app?.stop())

const ask = async (url: string, more = '') => {
  const response = await fetch(`${app.url}oembed?url=${encodeURIComponent(url)}${more}`)
  return { status: response.status, body: await response.json() }
}

test('a view, an embed and a page of a question are frames, with the title of what they show', async () => {
  for (const [path, title, search] of [
    ['?q=who-left&organisation=openai', 'Who left OpenAI', '?q=who-left&organisation=openai'],
    ['embed?q=career&person=jan-leike', 'The career of Jan Leike', '?q=career&person=jan-leike'],
    ['q/who-left?organisation=openai', 'Who left OpenAI', '?q=who-left&organisation=openai'],
  ] as const) {
    const { status, body } = await ask(app.url + path, '&maxwidth=600&maxheight=300&dnt=1')
    expect([status, body.type, body.version, body.width, body.height]).toEqual([200, 'rich', '1.0', 600, 300])
    expect(body.title).toBe(title)
    const src = /src="([^"]+)"/.exec(body.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(src).toBe(`${app.url}embed${search}`)
    expect(await (await fetch(src)).text()).toContain(`<title>${title}</title>`)
  }
})

test('WordPress gets a link too, which it shows until the frame speaks', async () => {
  const url = `${app.url}?q=who-left&organisation=openai`
  const response = await fetch(`${app.url}oembed?url=${encodeURIComponent(url)}`, {
    headers: { 'user-agent': 'WordPress/6.8; https://news.example.org' },
  })
  const { html } = await response.json()
  expect(html).toMatch(/^<blockquote><a href="[^"]+">Who left OpenAI<\/a><\/blockquote><iframe /)
  expect((await ask(url)).body.html).toBe(html.replace(/<blockquote>.*<\/blockquote>/, ''))
})

test('a picture is a photo with its true size', async () => {
  const { body } = await ask(`${app.url}api/queries/who-left.svg?organisation=openai`, '&maxwidth=700')
  expect([body.type, body.width]).toEqual(['photo', 700])
  const svg = await (await fetch(body.url)).text()
  expect(svg).toContain(`width="700" height="${body.height}"`)
})

test('a view names its description in a header and in the page, which answers', async () => {
  for (const path of ['', '?q=flows&lang=zh', 'embed?select=openai', 'q/who-left?organisation=openai&lang=zh']) {
    const response = await fetch(app.url + path)
    const header = response.headers.get('link') ?? ''
    expect(header).toContain('rel="alternate"; type="application/json+oembed"')
    const head = (await response.text()).split('</head>')[0] ?? ''
    const [link] = head.match(/<link rel="alternate" type="application\/json\+oembed"[^>]*>/) ?? []
    const described = await Promise.all(
      [/<([^>]+)>/.exec(header)?.[1], /href="([^"]+)"/.exec(link ?? '')?.[1]?.replaceAll('&amp;', '&')].map(
        async href => (await fetch(href ?? '')).json(),
      ),
    )
    expect(described[0].html).toContain('<iframe ')
    expect(described[0].html.includes('lang=zh')).toBe(path.includes('lang=zh'))
    expect(described[1]).toEqual(described[0])
  }
})

test('what is no view of this server is refused with the reason', async () => {
  const cases: [string, string, number, string][] = [
    ['https://example.org/', '', 404, 'no-view'],
    [`${app.url}console`, '', 404, 'no-view'],
    [`${app.url}?q=who-leaf`, '', 404, 'no-view'],
    [`${app.url}api/queries/who-leaf.png`, '', 404, 'no-view'],
    [app.url, '&format=xml', 501, 'not-implemented'],
    [app.url, '&maxwidth=1', 400, 'bad-parameter'],
  ]
  for (const [url, more, status, code] of cases) {
    const refused = await ask(url, more)
    expect([url, refused.status, refused.body.error.code]).toEqual([url, status, code])
  }
  expect((await fetch(`${app.url}oembed`)).status).toBe(400)
})

test('a link to an embed or a page of a question has a card, whose picture is there', async () => {
  for (const path of ['embed?q=who-left&organisation=openai', 'q/who-left?organisation=openai']) {
    const page = await (await fetch(app.url + path)).text()
    const image = /<meta property="og:image" content="([^"]+)">/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const response = await fetch(image)
    expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 200, 'image/png'])
    await response.body?.cancel()
    expect(page).toContain('<meta property="og:title"')
  }
})
