import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../setup/app.ts'

const text = await readFile('docs/tools.md', 'utf8')
const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code = '']) => code)

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.stop())

const run = (code: string) =>
  new Promise<string>(done => {
    const here = code.replaceAll('http://127.0.0.1:3000/', app.url)
    execFile('bash', ['-c', here], (error, out, err) => done(`${out}${error ? err : ''}`))
  })

describe('docs/tools.md', () => {
  test('each command works when pasted: a call of a tool, a batch of names, and a feed', async () => {
    expect(blocks).toHaveLength(3)
    const [call = '', batch = '', feed = ''] = await Promise.all(blocks.map(run))
    expect(JSON.parse(call).result.structuredContent.rows).toHaveLength(3)
    expect(JSON.parse(batch).q0.result[0]).toMatchObject({ id: 'lilian-weng', score: 100, match: true })
    expect(feed).toMatch(/^<\?xml [\s\S]*<entry>[\s\S]*<\/feed>\n$/)
  })

  test('each configuration is JSON', () => {
    const found = [...text.matchAll(/```json\n([\s\S]*?)```/g)]
    expect(found).toHaveLength(2)
    for (const [, code = ''] of found) expect(JSON.parse(code)).toHaveProperty('mcpServers')
  })
})
