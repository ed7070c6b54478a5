import { execFile } from 'node:child_process'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join, relative, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ClientManifest, projectWithClient } from '../setup/client-package.ts'

// The package as an external project sees it: packed, and installed in its node_modules.
let folder: string
let installed: string
let manifest: ClientManifest
let server: Server
const row = {
  person: { id: 'ada', name: 'Ada' },
  at: { id: 'mill', name: 'Mill' },
  ...{
    on: '2015',
    announced: null,
    role: null,
    manner: null,
    destination: null,
    status: 'reported',
    scheduledAsOf: null,
  },
  ...{
    earliest: '2015-01-01',
    latest: '2015-12-31',
    disputed: false,
    disputes: [],
    certainty: 'definite',
    order: null,
  },
  claims: [],
  // A column of a newer server.
  shoeSize: 38,
}

beforeAll(async () => {
  ;({ folder, installed, manifest } = await projectWithClient())
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://here')
    const next = searchParams.has('cursor') ? undefined : 'more'
    const second = searchParams.get('organisation') === 'forge' ? { ...row, person: { id: 'bob' } } : row
    const head = {
      query: pathname.split('/').at(-1),
      cypher: '',
      params: Object.fromEntries(searchParams),
      columns: [],
    }
    response.setHeader('content-type', 'application/json')
    if (searchParams.get('organisation') === 'nobody')
      return response.writeHead(400).end('{"error":{"code":"unknown-name","message":"organisation: there is none"}}')
    if (request.headers.accept !== 'application/x-ndjson')
      return response.end(JSON.stringify({ ...head, rows: [second], truncated: next !== undefined, next }))
    const lines = [
      { type: 'head', ...head },
      { type: 'row', row },
      { type: 'row', row: second },
      ...(searchParams.has('from') ? [] : [{ type: 'summary', rows: 2, truncated: false }]),
    ]
    response.end(lines.map(line => `${JSON.stringify(line)}\n`).join(''))
  }).listen(0, '127.0.0.1')
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

const run = (file: string, args: string[], cwd = '.') =>
  new Promise<{ code: number; out: string }>(done => {
    execFile(resolve(file), args, { cwd }, (error, out, err) => done({ code: error ? 1 : 0, out: out + err }))
  })

/** Compiles one file for each text, all at once, and gives what the compiler says about each. */
async function typeCheck(texts: string[]): Promise<string[]> {
  const files = texts.map((_text, at) => `use-${at}.ts`)
  await Promise.all(texts.map((text, at) => writeFile(join(folder, `use-${at}.ts`), text)))
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--lib', 'es2023,dom']
  const { out } = await run('node_modules/.bin/tsc', ['--ignoreConfig', ...options, '--types', '', ...files], folder)
  return files.map(file =>
    out
      .split(/\n(?=\S)/)
      .filter(complaint => complaint.startsWith(`${file}(`))
      .join('\n'),
  )
}

async function execute(text: string): Promise<unknown> {
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const imports = `import { createClient } from 'who-left-where/client'\nimport whoLeft from 'who-left-where/questions/who-left'\n`
  const file = join(folder, 'use.mjs')
  await writeFile(file, `${imports}const { run, pages, rows } = createClient({ base: '${base}' })\n${text}`)
  const { code, out } = await run(process.execPath, [file])
  return code === 0 ? JSON.parse(out) : out
}

const use = (line: string) => `
import { createClient } from 'who-left-where/client'
import whoLeft from 'who-left-where/questions/who-left'
const { run } = createClient({ base: 'https://example.org/' })
const { rows, total, next } = await run(whoLeft, { organisation: 'openai', from: '2024-05', limit: 10 })
const name: string = rows[0]!.person.name
const certainty: 'definite' | 'possible' = rows[0]!.certainty
const count: number | undefined = total
${line}
export { name, certainty, count, next }
`

describe('the npm package', { timeout: 120_000 }, () => {
  const WRONG = [
    ["await run(whoLeft, { organisation: 'openai', form: '2024' })", "'form' does not exist"],
    ['await run(whoLeft, {})', "'organisation' is missing"],
    ['await run(whoLeft, { organisation: 7 })', "not assignable to type 'string'"],
    ['rows[0]!.persn', "'persn' does not exist"],
    ['const wrong: number = rows[0]!.certainty', "not assignable to type 'number'"],
  ] as const
  let complaints: string[]
  beforeAll(async () => {
    complaints = await typeCheck([use(''), ...WRONG.map(([line]) => use(line))])
  })

  test('the package types parameters and rows by the definition of the question', () => {
    expect(complaints[0]).toBe('')
  })

  test.each(WRONG.map(([line, complaint], at) => [line, complaint, at] as const))(
    'code that uses the package does not compile with %s',
    (_line, complaint, at) => {
      expect(complaints[at + 1]).toContain(complaint)
    },
  )

  test('the examples of the package compile, and so does code that uses an embed with its options and events', async () => {
    const examples = [...(await readFile(join(installed, 'README.md'), 'utf8')).matchAll(/```ts\n([\s\S]*?)```/g)]
    expect(examples).toHaveLength(2)
    const embed = (line: string) => `
import { type Embed, type EmbedEvents, type MountOptions, WhoLeftWhereElement, mount } from 'who-left-where/embed'
const options: MountOptions = { src: '?q=overview', server: 'https://graph.example.org/', theme: 'auto', height: 400 }
const embed: Embed = mount(document.body, options)
embed.on('step', ({ step, count, caption }) => console.log(step + count, caption.length))
embed.on('ready', (event: EmbedEvents['ready']) => console.log(event.people + event.claims))
const element: WhoLeftWhereElement = document.createElement('who-left-where')
element.selected = ['openai', 'jan-leike']
${line}
export {}
`
    const wrong = [
      ["embed.on('step', ({ node }) => node)", "'node' does not exist"],
      ["embed.update({ theme: 'pink' })", '\'"pink"\' is not assignable'],
      ["element.selected = 'openai'", "'string' is not assignable to type"],
      ['mount(document.body, {})', "'src' is missing"],
    ] as const
    const found = await typeCheck([
      ...examples.map(([, text = '']) => text),
      ...['', ...wrong.map(([line]) => line)].map(embed),
    ])
    expect(found.slice(0, 3)).toEqual(['', '', ''])
    for (const [at, [, complaint]] of wrong.entries()) expect(found[at + 3]).toContain(complaint)
  })

  test('the embed is imported without a browser, and asks for a whole address or a server', async () => {
    const text = `
      const { mount } = await import('who-left-where/embed')
      const told = options => { try { mount({}, options) } catch ({ name, message }) { return [name, message] } }
      console.log(JSON.stringify([told({ src: '/?q=overview' }), told({ src: 'javascript:1', server: 'https://example.org/' })]))`
    const message = 'src must be the address of a view, such as https://graph.example.org/?q=overview, not '
    expect(await execute(text)).toEqual([
      ['TypeError', `${message}/?q=overview`],
      ['TypeError', `${message}javascript:1`],
    ])
  })

  test('the package runs in plain Node: one answer, all pages, and rows as they arrive', async () => {
    const text = `
      const reply = await run(whoLeft, { organisation: 'mill', from: undefined, to: null, limit: 1 })
      const sizes = []
      for await (const page of pages(whoLeft, { organisation: 'mill' })) sizes.push(page.rows.length)
      const names = []
      for await (const row of rows(whoLeft, { organisation: 'mill' })) names.push(row.person.name)
      const isKept = 'shoeSize' in reply.rows[0]
      console.log(JSON.stringify({ query: reply.query, params: reply.params, sizes, names, isKept }))`
    expect(await execute(text)).toEqual({
      query: 'who-left',
      params: { organisation: 'mill', limit: '1' },
      sizes: [1, 1],
      names: ['Ada', 'Ada'],
      isKept: false,
    })
  })

  test('the package throws an error for a refusal of the server and for a truncated answer', async () => {
    const text = `
      const told = async work => { try { await work() } catch ({ name, status, code, message }) { return { name, status, code, message } } }
      const refused = await told(() => run(whoLeft, { organisation: 'nobody' }))
      const cut = await told(async () => { for await (const _ of rows(whoLeft, { organisation: 'mill', from: '2020' })); })
      console.log(JSON.stringify([refused, cut]))`
    expect(await execute(text)).toEqual([
      { name: 'HttpError', status: 400, code: 'unknown-name', message: 'organisation: there is none' },
      { name: 'HttpError', status: 0, code: 'cut', message: 'The answer was cut off.' },
    ])
  })

  test('the package throws an error for a row that lacks a column, and names the question, the row and the column', async () => {
    const text = `
      const told = async work => { try { await work() } catch ({ name, code, message }) { return { name, code, message } } }
      const names = []
      const one = await told(() => run(whoLeft, { organisation: 'forge' }))
      const page = await told(async () => { for await (const _ of pages(whoLeft, { organisation: 'forge' })); })
      const streamed = await told(async () => { for await (const row of rows(whoLeft, { organisation: 'forge' })) names.push(row.person.name) })
      console.log(JSON.stringify({ one, page, streamed, names }))`
    const unreadable = (number: number) => ({
      ...{ name: 'HttpError', code: 'unreadable' },
      message: `Row ${number} of who-left does not match its definition at person.name: Invalid input: expected string, received undefined. The server and this client may be of different versions.`,
    })
    expect(await execute(text)).toEqual({
      ...{ one: unreadable(1), page: unreadable(1), streamed: unreadable(2) },
      names: ['Ada'],
    })
  })

  test('the package holds the client, the embed and the contract alone: nothing of the server, the loader or Node', async () => {
    const { exports, dependencies } = manifest
    const entry = (name: string) => exports[name]?.default.replace('*', 'who-left') ?? ''
    const seen = new Set<string>()
    const packages = new Set<string>()
    const walk = async (file: string): Promise<void> => {
      if (seen.has(file)) return
      seen.add(file)
      const text = await readFile(file, 'utf8')
      for (const [, from = ''] of text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g))
        if (from.startsWith('.')) await walk(resolve(dirname(file), from))
        else packages.add(from)
    }
    await walk(join(installed, entry('./embed')))
    expect([...packages]).toEqual([])
    expect([...seen].length).toBe(3)
    for (const name of ['./client', './questions/*']) await walk(join(installed, entry(name)))
    expect([...packages].sort()).toEqual(['edtf', 'zod'])
    expect(Object.keys(dependencies)).toEqual(['edtf', 'zod'])
    const folders = new Set([...seen].map(file => relative(installed, file).split('/')[0]))
    expect([...folders].sort()).toEqual(['client', 'cypher'])
    expect([...seen].length).toBeGreaterThan(4)
  })

  test('the package has JavaScript and types of the client, the embed and every question, and nothing else of the project', async () => {
    const files = await readdir(installed, { recursive: true, withFileTypes: true })
    const paths = files
      .filter(entry => entry.isFile())
      .map(entry => relative(installed, join(entry.parentPath, entry.name)))
    const isExpected =
      /^(LICENSE|README\.md|package\.json|client\/(embed-package|embed\/(embed-element|messages|mount)|api\/(client|answer-lines|asks|failure|replies))(\.d\.ts|\.js)|cypher\/.*(\.d\.ts|\.js))$/
    expect(paths.filter(path => !isExpected.test(path))).toEqual([])
    const questions = (await readdir('cypher/read')).filter(name => name.endsWith('.cypher'))
    for (const name of questions.map(file => file.replace('.cypher', '')))
      for (const ending of ['js', 'd.ts']) expect(paths).toContain(`cypher/read/${name}.${ending}`)
  })
})
