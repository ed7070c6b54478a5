import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { temporaryFolder } from './fake-programs.ts'

const script = fileURLToPath(new URL('../../../server/neo4j/cli.ts', import.meta.url))
const { NEO4J_URI: _uri, ...env } = process.env

function neo4j(args: string[], more: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, ['--import', 'tsx', script, ...args], {
    env: { ...env, ...more },
    encoding: 'utf8',
  })
}

test('--help tells the verbs', () => {
  const { status, stdout } = neo4j(['--help'])
  expect(status).toBe(0)
  for (const verb of ['start', 'stop', 'status']) expect(stdout).toContain(verb)
})

test.each([
  [['begin'], 'there is no verb "begin"'],
  [[], 'a verb is missing'],
  [['start', 'stop'], 'one verb, not 2'],
  [['start', '--fast'], "Unknown option '--fast'"],
])('%j is refused with exit code 2 and the usage', (args, message) => {
  const { status, stderr } = neo4j(args)
  expect(status).toBe(2)
  expect(stderr).toContain(message)
  expect(stderr).toContain('Usage:')
})

test.each(['--help', 'status'])(
  '%s to a reader that closes the pipe early ends as ever, without a stack',
  async verb => {
    const child = spawn(process.execPath, ['--import', 'tsx', script, verb, '--home', temporaryFolder()], { env })
    child.stdout.destroy()
    let err = ''
    child.stderr.on('data', text => {
      err += text
    })
    const [code] = await once(child, 'close')
    expect([code, err]).toEqual([0, ''])
  },
)

test('status and stop say that nothing runs where nothing does', () => {
  const home = temporaryFolder()
  expect(neo4j(['status', '--home', home])).toMatchObject({ status: 0, stdout: expect.stringContaining('not running') })
  expect(neo4j(['stop', '--home', home])).toMatchObject({ status: 0, stdout: expect.stringContaining('Nothing runs') })
})

test.each(['start', 'stop', 'status'])('with NEO4J_URI set, %s says that the server is not ours', verb => {
  const { status, stdout } = neo4j([verb], { NEO4J_URI: 'bolt://db.example.org:7687', NEO4J_PASSWORD: 'hunter22' })
  expect(status).toBe(0)
  expect(stdout).toContain('bolt://db.example.org:7687: that server is not ours')
  expect(stdout).not.toContain('hunter22')
})
