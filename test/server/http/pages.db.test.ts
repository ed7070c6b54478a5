import { execFile } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { startApp, type TestApp } from '../../setup/app.ts'

let app: TestApp
const questions = [...(await readQuestions()).values()]
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.stop())

const get = (path: string, headers: Record<string, string> = {}) => fetch(app.url + path, { headers })
const text = async (path: string, headers = {}) => (await get(path, headers)).text()
const unescaped = (markup: string) =>
  markup.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '',
  )

/** The only script of a page. */
const SCRIPT = '<script type="module" src="/q.js"></script>'
/** What a page has besides its scripts, which are files of this server. */
const withoutScripts = (page: string) => page.replace(SCRIPT, '').replace('<script src="/scheme.js"></script>', '')

describe('query index', () => {
  test('the query index links to every query', async () => {
    const page = await text('q')
    for (const { name } of questions) expect(page).toContain(`href="/q/${name}"`)
  })
})

describe.each(questions.map(({ name }) => name))('page of the query %s', name => {
  const question = questions.find(each => each.name === name)

  test(`the page of ${name} answers its example, with a labelled field per parameter, its Cypher, working downloads and no script in its text`, async () => {
    const response = await get(`q/${name}`)
    const page = await response.text()
    expect([name, response.status]).toEqual([name, 200])
    expect(page).toContain(SCRIPT)
    expect(withoutScripts(page)).not.toMatch(/<script|style=|\son\w+=/)
    for (const parameter of Object.keys(question?.params.shape ?? {})) {
      expect(page).toContain(`<label for="${parameter}">`)
      expect(page).toMatch(new RegExp(`<(input|select)[^>]* name="${parameter}"`))
    }
    expect(page.match(/<tr>/g)?.length).toBeGreaterThan(1)
    expect(unescaped(page)).toContain(question?.cypher.trimEnd())
    expect(page).toContain('href="/console?query=')
    expect(unescaped(page)).toContain(`<a class="button" href="/?q=${name}`)
    expect(unescaped(unescaped(page))).toContain(`<iframe src="${app.url}embed?q=${name}&`)
    for (const form of ['csv', 'json', 'ndjson']) {
      const [, link = ''] = new RegExp(`href="/(api/queries/${name}\\.${form}[^"]*)"`).exec(page) ?? []
      expect([form, (await get(unescaped(link))).status]).toEqual([form, 200])
    }
  })
})

describe('query pages', () => {
  test('a query page links to the next page of its answer and back to the first', async () => {
    const first = await text('q/who-left?organisation=openai&limit=3')
    expect(first).toMatch(/3 of \d+ rows/)
    const [, next = ''] = /rel="next" href="\/([^"]+)"/.exec(first) ?? []
    const second = await text(unescaped(next))
    expect(second).toMatch(/after the first 3/)
    expect(second).toContain('First page')
  })

  test.each([
    ['q/who-left?organisation=', 'organisation', 'is empty'],
    ['q/who-left?organisation=openai&from=2024-13', 'from', 'no month 13'],
    ['q/who-left?organisation=openai&limit=0', 'limit', 'is under 1'],
    ['q/career?person=Li', 'person', 'there is no person'],
  ])('the page %s shows the error of the field %s beside it: %s', async (path, parameter, message) => {
    const response = await get(path)
    const page = await response.text()
    expect(response.status).toBe(400)
    expect(page).toMatch(new RegExp(`id="${parameter}"[^>]*aria-invalid="true"`))
    const [, beside = ''] = new RegExp(`id="${parameter}-error">(.*?)</div>`, 's').exec(page) ?? []
    expect(unescaped(beside)).toContain(message)
    expect(page).toContain('role="alert"')
  })

  test('a query page suggests the people that a name may refer to', async () => {
    expect(await text('q/career?person=Li')).toMatch(/<a href="\/q\/career\?person=lilian-weng">/)
  })

  test('a query page shows its input as text', async () => {
    const hostile = `"><script>alert(1)</script>`
    for (const path of [
      `q/career?person=${encodeURIComponent(hostile)}`,
      `q/career?${encodeURIComponent(hostile)}=1`,
      `q/career?person=x&cursor=${encodeURIComponent(hostile)}`,
    ]) {
      const response = await get(path, { host: 'x"><script>' })
      expect([400, 404]).toContain(response.status)
      expect(withoutScripts(await response.text())).not.toContain('<script')
    }
  })

  test('the links of an answer to the map and the embed have ids for names, every row, and the language', async () => {
    const page = await text('q/who-left?organisation=OpenAI&from=2024-05&to=&lang=zh')
    expect(unescaped(page)).toContain('href="/?q=who-left&organisation=openai&from=2024-05&lang=zh"')
    const [, markup = ''] = /<textarea[^>]* readonly[^>]*>(.*?)<\/textarea>/s.exec(page) ?? []
    expect(unescaped(markup)).toBe(
      `<iframe src="${app.url}embed?q=who-left&amp;organisation=openai&amp;from=2024-05&amp;lang=zh" title="谁离开了：OpenAI" width="100%" height="520" frameborder="0" loading="lazy"></iframe>`,
    )
    const few = unescaped(await text('q/who-left?organisation=openai&limit=7'))
    expect(few).toContain('href="/?q=who-left&organisation=openai&limit=7"')
    expect(await text('q/search?text=zzzzzz')).not.toContain('<textarea')
  })

  test('a query page uses the requested language', async () => {
    expect(await text('q', { 'accept-language': 'zh-CN,zh;q=0.9' })).toContain('<html lang="zh">')
    expect(await text('q?lang=en', { 'accept-language': 'zh-CN' })).toContain('<html lang="en">')
    expect(await text('q/career?lang=zh')).toContain('提问')
  })

  test('the page of an unknown query returns 404', async () => {
    expect((await get('q/no-such-question')).status).toBe(404)
  })

  test('an unknown address is a page in the language of the reader, with a way back', async () => {
    const headers = { accept: 'text/html', 'accept-language': 'zh-CN' }
    const page = await text('consle', headers)
    expect(page).toContain('<html lang="zh">')
    expect(page).toContain('<p lang="zh">没有这个页面。起始页是 /。</p>')
    expect(page).toContain('href="/?lang=zh"')
    expect(await text('consle', { ...headers, 'accept-language': 'en' })).toContain('There is no page /consle.')
  })
})

describe('code samples', () => {
  const run = (file: string, args: string[]) =>
    new Promise<{ out: string; missing: boolean }>(done => {
      execFile(file, args, { timeout: 60_000 }, (error, out, err) =>
        done({ out: out + (error ? err : ''), missing: error?.code === 'ENOENT' }),
      )
    })
  const commands: Record<string, (code: string) => Promise<{ out: string; missing: boolean }>> = {
    curl: code => run('bash', ['-c', code.replace(/^curl /, 'curl -s ')]),
    JavaScript: code => run(process.execPath, ['--input-type=module', '-e', code]),
    Python: code => run('python3', ['-c', code]),
    R: code => run('Rscript', ['-e', code]),
  }

  test.for(Object.keys(commands))('the %s sample on a query page works when pasted', async (language, context) => {
    const page = await text(`q/search?text=${encodeURIComponent('翁荔')}`)
    const [, sample = ''] = new RegExp(`data-sample="${language}">(.*?)</code>`, 's').exec(page) ?? []
    expect(sample).toContain('/api/queries/search')
    const { out, missing } = (await commands[language]?.(unescaped(sample))) ?? { out: '', missing: true }
    if (missing) context.skip(`${language} is not installed`)
    expect(out).toContain('lilian-weng')
  })
})

test('the fields of a form say which names and dates a script can help with', async () => {
  const page = unescaped(await text('q/who-left?organisation=OpenAI'))
  expect(page).toMatch(/id="organisation"[^>]* data-completes="organisation" data-names="{}"/)
  expect(unescaped(await text('q/who-left?organisation=openai'))).toContain('data-names="{"openai":"OpenAI"}"')
  expect(page).toMatch(/id="from"[^>]* data-date/)
  expect(page).not.toMatch(/id="limit"[^>]* data-/)
  expect(await text('q/colleagues-of-all')).toMatch(/id="people"[^>]* data-completes="person" data-several/)
  expect(await text('q/around')).toMatch(/id="node"[^>]* data-completes="any"/)
})

test('the API reference page names every query and parameter', async () => {
  const page = await text('api')
  for (const { name, params } of questions) {
    expect(page).toContain(`id="${name}"`)
    for (const parameter of Object.keys(params.shape)) expect(page).toContain(`<code>${parameter}</code>`)
  }
})

test('the metrics name queries and routes, and nothing that a caller wrote', async () => {
  await get('api/queries/career?person=lilian-weng')
  await get('api/queries/secret-name-of-mine')
  await get('somewhere/else')
  const figures = await text('metrics')
  expect(figures).toMatch(
    /http_request_duration_seconds_count\{method="GET",route="\/api\/queries\/career",status="200"\} \d/,
  )
  expect(figures).toMatch(/route="other",status="404"/)
  expect(figures).not.toContain('secret-name-of-mine')
  expect(figures).toContain('process_resident_memory_bytes')
})
