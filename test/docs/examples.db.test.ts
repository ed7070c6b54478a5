import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseDate } from '../../cypher/dates.ts'
import { load } from '../../seeds/load/load.ts'
import { readDataset } from '../../seeds/read/read-dataset.ts'
import { startApp, type TestApp } from '../setup/app.ts'
import { projectWithClient } from '../setup/client-package.ts'
import { writeTables } from '../worlds/small.ts'

const readme = await readFile('README.md', 'utf8')
let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.stop())

describe('README.md', () => {
  const urls = [...new Set(readme.match(/http:\/\/127\.0\.0\.1:3000\/[^'")\s]*/g))]

  test('the README has addresses to try', () => expect(urls.length).toBeGreaterThan(5))

  test.each(urls)('the README’s address %s answers', async url => {
    const response = await fetch(url.replace('http://127.0.0.1:3000/', app.url))
    expect(response.status).toBe(200)
    const text = await response.text()
    if (url.includes('.svg')) expect(text).toMatch(/^<svg /)
    else if (url.includes('/queries/') && !url.includes('.csv')) expect(JSON.parse(text).rows.length).toBeGreaterThan(0)
    else expect(text.length).toBeGreaterThan(50)
  })

  test('every file and every script that the README names exists', async () => {
    for (const [, path] of readme.matchAll(/\]\(((?!http)[^)#]+)\)/g))
      await expect(readFile(path ?? '')).resolves.toBeDefined()
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8'))
    for (const [, name] of readme.matchAll(/npm run ([a-z0-9]+)/g)) expect(Object.keys(scripts)).toContain(name)
  })

  test('the claims that the README shows can be loaded', async () => {
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

describe('docs/api.md', async () => {
  const text = await readFile('docs/api.md', 'utf8')
  const blocks = (language: string) =>
    [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code = '']) => code)
  const here = (code: string) => code.replaceAll('http://127.0.0.1:3000/', app.url)
  const run = (file: string, args: string[]) =>
    new Promise<string>(done => {
      execFile(file, args, (error, out, err) => done(`${out}${error ? err : ''}`))
    })

  let folder: string
  beforeAll(async () => {
    folder = (await projectWithClient()).folder
  })

  test('docs/api.md has commands to try', () => expect(blocks('sh').length).toBeGreaterThan(3))

  test.each(blocks('sh').map((code, at) => [at + 1, code] as const))(
    'command block %i of docs/api.md works when pasted',
    async (_, code) => {
      const out = await run('bash', ['-c', here(code)])
      expect(out).not.toMatch(/"error":|curl:/)
      if (code.includes('If-None-Match')) expect(out).toMatch(/^HTTP\/1.1 304/)
      else if (code.includes('.svg')) expect(out).toMatch(/^<svg /)
      else if (code.includes('.gexf')) expect(out).toMatch(/^<\?xml [\s\S]*<gexf [\s\S]*<\/gexf>/)
      else if (code.includes('.csv')) expect(out).toMatch(/^person\.id,/)
      else expect(JSON.parse(out).rows.length).toBeGreaterThan(0)
    },
  )

  test('the TypeScript that docs/api.md shows runs with the packed client alone', async () => {
    const file = join(folder, 'use.mjs')
    const [code = ''] = blocks('ts')
    await writeFile(file, here(code))
    const out = await run(process.execPath, [file])
    expect(out).toMatch(/^\d+ \[/)
    expect(out).toContain('Lilian Weng 2024-11-15 definite')
  })

  test('docs/api.md names every error code that the routes use', async () => {
    const sources = [
      'server/lib/http-errors.ts',
      ...['methods', 'own-host', 'queries', 'unknown-address'].map(name => `server/http/${name}.ts`),
      ...['cursor', 'read-parameters'].map(name => `server/questions/${name}.ts`),
    ]
    for (const source of sources)
      for (const [, code] of (await readFile(source, 'utf8')).matchAll(/HttpError\(\s*\d+,\s*'([a-z-]+)'/g))
        if (code !== 'bad-request') expect(text).toContain(`\`${code}\``)
  })
})

test('every date of docs/time.md has the meaning in its table', async () => {
  const rows = [...(await readFile('docs/time.md', 'utf8')).matchAll(/^\| `([^`]+)` \| [^|]+ \| (\S+) \| (\S+) \|$/gm)]
  expect(rows.length).toBeGreaterThan(5)
  const bound = (text: string | undefined) => (text === 'unknown' ? null : text)
  for (const [, text, earliest, latest] of rows)
    expect(parseDate(text ?? '')).toMatchObject({ earliest: bound(earliest), latest: bound(latest) })
})
