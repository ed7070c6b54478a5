import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { runNeo4j } from '../../../server/launcher/run-neo4j.ts'
import { startCommand } from '../../setup/commands.ts'
import { RUN } from '../../setup/compiled.ts'
import { temporaryFolder } from './fake-programs.ts'

const { NEO4J_URI: _uri, ...env } = process.env

const neo4j = (argv: string[], more: NodeJS.ProcessEnv = {}) => startCommand(runNeo4j, argv, { ...env, ...more }).ended

describe('npm run neo4j', () => {
  test('neo4j --help names every verb', async () => {
    const { code, out } = await neo4j(['--help'])
    expect(code).toBe(0)
    for (const verb of ['start', 'stop', 'status']) expect(out).toContain(verb)
  })

  test.each([
    [['begin'], 'unknown verb "begin"'],
    [[], 'a verb is missing'],
    [['start', 'stop'], 'expected one verb, got 2'],
    [['start', '--fast'], "Unknown option '--fast'"],
  ])('neo4j %j is refused with exit code 2 and the usage', async (argv, message) => {
    const { code, err } = await neo4j(argv)
    expect(code).toBe(2)
    expect(err).toContain(message)
    expect(err).toContain('Usage:')
  })

  test('neo4j status and neo4j stop say that nothing runs when nothing does', async () => {
    const home = temporaryFolder()
    expect(await neo4j(['status', '--home', home])).toMatchObject({
      ...{ code: 0, out: expect.stringContaining('not running') },
    })
    expect(await neo4j(['stop', '--home', home])).toMatchObject({
      ...{ code: 0, out: expect.stringContaining('not running') },
    })
  })

  test.each(['start', 'stop', 'status'])(
    'neo4j %s leaves an existing server at NEO4J_URI alone, and says so',
    async verb => {
      const { code, out } = await neo4j([verb], {
        ...{ NEO4J_URI: 'bolt://db.example.org:7687', NEO4J_PASSWORD: 'hunter22' },
      })
      expect(code).toBe(0)
      expect(out).toContain('NEO4J_URI is set to bolt://db.example.org:7687: the app never starts or stops that server')
      expect(out).not.toContain('hunter22')
    },
  )
})

describe('npm run neo4j as a process', () => {
  const start = (...argv: string[]) => spawn(process.execPath, [RUN, 'neo4j', ...argv], { env })

  test.each(['--help', 'status'])(
    'neo4j %s exits with 0 and no stack trace when its reader closes the pipe early',
    async verb => {
      const child = start(verb, '--home', temporaryFolder())
      child.stdout.destroy()
      let err = ''
      child.stderr.on('data', text => {
        err += text
      })
      const [code] = await once(child, 'close')
      expect([code, err]).toEqual([0, ''])
    },
  )

  test('neo4j exits with 2 for an unknown option', async () => {
    expect(await once(start('--fast'), 'close')).toEqual([2, null])
  })
})
