import { execFile } from 'node:child_process'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connect } from '../../../server/db/connect.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { serve, startApp, type TestApp } from '../../setup/app.ts'
import { RUN } from '../../setup/compiled.ts'
import { sendRaw, statusOf } from '../../setup/raw-http.ts'

let app: TestApp
let client: Client
beforeAll(async () => {
  app = await startApp()
  client = await connectTo(app.url)
})
afterAll(async () => {
  await client.close()
  await app.stop()
})

async function connectTo(url: string): Promise<Client> {
  const made = new Client({ name: 'test', version: '1' })
  const transport = new StreamableHTTPClientTransport(new URL('mcp', url))
  await made.connect(transport as Parameters<typeof made.connect>[0])
  // The client checks the data of answers by the schemas that it has listed.
  await made.listTools()
  return made
}

interface Result {
  isError?: boolean
  content: { type: string; text: string }[]
  structuredContent?: Record<string, unknown> & { rows: unknown[][] }
}
const call = async (name: string, given: Record<string, unknown> = {}, by = client) =>
  (await by.callTool({ name, arguments: given })) as unknown as Result
const errorOf = ({ isError, content }: Result) => (isError ? content[0]?.text : 'no error')

describe('tools', () => {
  test('the tools are the named questions with their parameters, and those of ad hoc Cypher; all only read', async () => {
    const { tools } = await client.listTools()
    const questions = await readQuestions()
    expect(tools.map(({ name }) => name)).toEqual([...questions.keys(), 'run_cypher', 'describe_graph'])
    for (const { name, annotations, inputSchema, outputSchema } of tools) {
      expect([name, annotations?.readOnlyHint, outputSchema?.type]).toEqual([name, true, 'object'])
      const shape = questions.get(name)?.params.shape
      if (shape) expect(Object.keys(inputSchema.properties ?? {})).toEqual(expect.arrayContaining(Object.keys(shape)))
    }
    // Every assistant reads it at its start.
    expect(JSON.stringify(tools).length).toBeLessThan(90_000)
    expect(client.getInstructions()).toContain('Never state an order of events that is only possible')
  })

  test('the example of every question is answered with data of its output schema and with addresses that work', async () => {
    for (const { name, example } of (await readQuestions()).values()) {
      const { isError, structuredContent, content } = await call(name, example as Record<string, unknown>)
      expect([name, isError ?? false, structuredContent?.query]).toEqual([name, false, name])
      expect(JSON.parse(content[1]?.text ?? '')).toEqual(structuredContent)
      expect(content[0]?.text).toContain(`/q/${name}`)
    }
    const { structuredContent } = await call('who-left', { organisation: 'OpenAI', limit: 2 })
    const { page, picture, cypher, data } = (structuredContent?.links ?? {}) as Record<string, string>
    expect(page).toContain('organisation=openai')
    for (const link of [page, picture, cypher, data]) expect((await fetch(link ?? '')).status).toBe(200)
  })

  test('an answer has claims with sources in its rows, or the claims that its relationships name', async () => {
    const left = (await call('who-left', { organisation: 'openai' })).structuredContent
    const source = { title: expect.any(String), url: expect.stringMatching(/^https?:/) }
    const claims = Object(left?.rows[0]).claims
    expect(claims).toContainEqual(expect.objectContaining({ source: expect.objectContaining(source) }))
    const around = (await call('around', { node: 'lilian-weng' })).structuredContent
    expect(around?.evidence).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ source: expect.objectContaining(source) })]),
    )
    expect(around?.sources).toMatchObject({ of: 'answer' })
  })

  test('pages follow each other by cursor', async () => {
    const first = (await call('who-left', { organisation: 'openai', limit: 2 })).structuredContent
    const next = (await call('who-left', { organisation: 'openai', limit: 2, cursor: first?.next })).structuredContent
    expect([first?.truncated, next?.skipped, next?.rows.length]).toEqual([true, 2, 2])
    expect(next?.rows).not.toEqual(first?.rows)
  })

  test.each([
    ['who-left', {}, /organisation is missing/],
    ['who-left', { organisation: 'opanai' }, /Closest: .*OpenAI|organisation: /],
    ['who-left', { organisation: 'openai', form: '2024' }, /form is unknown; did you mean from\?/],
    ['who-left', { organisation: { $gt: '' } }, /organisation is not text/],
    ['career', { person: '' }, /person/],
    ['run_cypher', {}, /query is missing/],
    ['run_cypher', { query: 'RETURN 1', limit: 1e9 }, /limit/],
  ])('%s with %j is a tool error in words', async (name, given, message) => {
    expect(errorOf(await call(name, given))).toMatch(message)
  })

  test('an unknown tool is an error of the protocol that names close ones', async () => {
    await expect(call('who_left')).rejects.toThrow(/There is no tool "who_left". Closest: who-left/)
  })
})

describe('ad hoc Cypher', () => {
  test('run_cypher returns rows, and the claims of the relationships in them', async () => {
    const query = "MATCH (p:Person {id: $id})-[l:LEFT]->(o {id: 'openai'}) RETURN p.name AS name, l"
    const { structuredContent } = await call('run_cypher', { query, params: { id: 'lilian-weng' } })
    expect(structuredContent).toMatchObject({ columns: ['name', 'l'], limit: null, rows: [['Lilian Weng', {}]] })
    const [claim] = (structuredContent?.evidence ?? []) as unknown[]
    expect(claim).toMatchObject({ event: 'left', source: { title: expect.any(String), url: expect.any(String) } })
  })

  test('describe_graph names labels, types, properties and patterns', async () => {
    const { structuredContent } = await call('describe_graph')
    expect(structuredContent).toMatchObject({
      labels: expect.arrayContaining(['Claim', 'Person', 'Organisation', 'Source']),
      types: expect.arrayContaining(['LEFT', 'JOINED', 'FROM']),
      patterns: expect.arrayContaining([expect.objectContaining({ from: 'Person', type: 'LEFT', to: 'Organisation' })]),
    })
  })

  test.each([
    'CREATE (:Person {id: "evil"})',
    'MATCH (n) DETACH DELETE n',
    'MATCH (p:Person) SET p.name = "x"',
    'MERGE (:Person {id: "evil"})',
    'CALL { CREATE (:Person {id: "evil"}) } IN TRANSACTIONS',
    'LOAD CSV FROM "file:///etc/passwd" AS line RETURN line',
    'CALL dbms.listConfig()',
    'CREATE INDEX x FOR (n:Person) ON (n.name)',
    'SHOW USERS',
    '/**/ DROP DATABASE neo4j',
    'RETURN 1; CREATE (:Person {id: "evil"})',
    'MATCH (n) WHERE n.name =~ "(a+)+b" RETURN n',
  ])('%s is refused as a tool error and changes nothing', async query => {
    const count = async () => (await app.driver.executeQuery('MATCH (n) RETURN count(n) AS n')).records[0]?.get('n')
    const before = await count()
    expect(errorOf(await call('run_cypher', { query }))).toMatch(/\(cypher-/)
    expect(await count()).toEqual(before)
  })

  test('without ad hoc Cypher, there is no tool for it', async () => {
    const closed = await serve(connect(inject('neo4j')), { open: false })
    const own = await connectTo(closed.url)
    const { tools } = await own.listTools()
    expect(tools.map(({ name }) => name)).not.toContain('run_cypher')
    await expect(call('run_cypher', { query: 'RETURN 1' }, own)).rejects.toThrow('There is no tool')
    await own.close()
    await closed.stop()
  })
})

describe('POST /mcp', () => {
  const HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
  const LIST = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' })
  const post = async (body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${app.url}mcp`, { method: 'POST', body, headers: { ...HEADERS, ...headers } })
    return { status: response.status, text: await response.text() }
  }

  test.each([
    ['the page of another site', LIST, { origin: 'https://evil.example' }, 403, 'foreign-origin'],
    ['another site by its fetch metadata', LIST, { 'sec-fetch-site': 'cross-site' }, 403, 'foreign-origin'],
    ['a form', LIST, { 'content-type': 'text/plain' }, 415, 'unsupported-media-type'],
    ['half of a message', LIST.slice(0, 20), {}, 400, 'not valid JSON'],
    ['a batch', `[${LIST}]`, {}, 400, 'bad-body'],
    ['a large message', JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'x'.repeat(70_000) }), {}, 413, 'too-large'],
    ['something that is no JSON-RPC', '{"a": 1}', {}, 400, 'JSON-RPC'],
    ['a client that accepts HTML alone', LIST, { accept: 'application/json' }, 406, 'accept'],
  ] as const)('refuses %s in words', async (_, body, headers, status, text) => {
    const answer = await post(body, headers)
    expect(answer).toMatchObject({ status, text: expect.stringContaining(text) })
  })

  test('refuses a foreign host, and other methods', async () => {
    const answer = await sendRaw(app.url, [
      'POST /mcp HTTP/1.1',
      'Host: evil.example',
      'Content-Length: 0',
      'Connection: close',
    ])
    expect(statusOf(answer)).toBe(421)
    for (const method of ['GET', 'DELETE']) {
      const { status, headers } = await fetch(`${app.url}mcp`, { method, headers: { accept: 'text/event-stream' } })
      expect([method, status, headers.get('allow')]).toEqual([method, 405, 'POST, OPTIONS'])
    }
  })
})

describe('npm run mcp', () => {
  test('a client over standard input and output asks the server, and hears of errors in words', async () => {
    const made = new Client({ name: 'test', version: '1' })
    await made.connect(new StdioClientTransport({ command: process.execPath, args: [RUN, 'mcp', app.url] }))
    const { tools } = await made.listTools()
    expect(tools.length).toBeGreaterThan(30)
    const { structuredContent } = await call('career', { person: 'Lilian Weng' }, made)
    expect(structuredContent).toMatchObject({ params: { person: 'lilian-weng' } })
    expect(errorOf(await call('run_cypher', { query: 'CREATE (n) RETURN n' }, made))).toContain('cypher-reads-only')
    await made.close()
  })

  const run = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>(done => {
      const child = execFile(process.execPath, [RUN, 'mcp', ...args], (error, out, err) =>
        done({ code: Number(error?.code ?? 0), out, err }),
      )
      child.stdin?.end('{"jsonrpc":"2.0","id":7,"method":"ping"}\n')
    })

  test('a server that is not there is an error of each request, and standard output has nothing but messages', async () => {
    const { code, out } = await run('http://127.0.0.1:9/')
    expect(code).toBe(0)
    expect(
      out
        .trim()
        .split('\n')
        .map(line => JSON.parse(line)),
    ).toEqual([
      { jsonrpc: '2.0', id: 7, error: { code: -32000, message: expect.stringContaining('No server answers') } },
    ])
  })

  test('arguments that are no address end it with exit code 2', async () => {
    expect(await run('ftp://x')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('no address') })
    expect(await run('http://user:secret@localhost/')).toMatchObject({ code: 2 })
  })
})
