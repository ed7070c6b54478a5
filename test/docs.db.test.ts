import { readdir, readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseDate } from '../cypher/dates.ts'
import { load } from '../seeds/load.ts'
import { readDataset } from '../seeds/read.ts'
import { startApp, type TestApp } from './setup/app.ts'
import { writeTables } from './worlds/small.ts'

const readme = await readFile('README.md', 'utf8')
let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.stop())

describe('what the README says', () => {
  const urls = [...new Set(readme.match(/http:\/\/127\.0\.0\.1:3000\/[^'")\s]*/g))]

  test('has addresses to try', () => expect(urls.length).toBeGreaterThan(5))

  test.each(urls)('%s answers', async url => {
    const response = await fetch(url.replace('http://127.0.0.1:3000/', app.url))
    expect(response.status).toBe(200)
    const text = await response.text()
    if (url.includes('/queries/') && !url.includes('.csv')) expect(JSON.parse(text).rows.length).toBeGreaterThan(0)
    else expect(text.length).toBeGreaterThan(100)
  })

  test('names every question and no other', async () => {
    const rows = [...readme.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name)
    const files = (await readdir('cypher/read')).filter(name => name.endsWith('.cypher')).map(name => name.slice(0, -7))
    expect(rows.sort()).toEqual(files.sort())
  })

  test('names files that are there, and scripts that run', async () => {
    for (const [, path] of readme.matchAll(/\]\(((?!http)[^)#]+)\)/g))
      await expect(readFile(path ?? '')).resolves.toBeDefined()
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8'))
    for (const [, name] of readme.matchAll(/npm run ([a-z0-9]+)/g)) expect(Object.keys(scripts)).toContain(name)
  })

  test('shows claims that can be loaded', async () => {
    const claims = /```csv\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
    const folder = await writeTables({
      'claims.csv': claims,
      'people.csv': 'id,name\nada,Ada\n',
      'organisations.csv': 'id,name,type\nmill,The Mill,company\n',
      'sources.csv': 'id,title\ngazette,A history\n',
    })
    const { summary } = await load(await readDataset([folder]), { driver: app.driver })
    expect(summary.claims.added).toBe(claims.trim().split('\n').length - 1)
  })
})

test('every date of docs/time.md means what its table says', async () => {
  const rows = [...(await readFile('docs/time.md', 'utf8')).matchAll(/^\| `([^`]+)` \| [^|]+ \| (\S+) \| (\S+) \|$/gm)]
  expect(rows.length).toBeGreaterThan(5)
  const bound = (text: string | undefined) => (text === 'unknown' ? null : text)
  for (const [, text, earliest, latest] of rows)
    expect(parseDate(text ?? '')).toMatchObject({ earliest: bound(earliest), latest: bound(latest) })
})
