import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { runMirror } from '../../../seeds/cli/mirror-command.ts'
import { digest } from '../../../seeds/export/digest.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { DEFAULT_HOME } from '../../../server/lib/env.ts'
import { temporaryFolder } from '../../server/launcher/fake-programs.ts'
import { environmentOf, startCommand } from '../../setup/commands.ts'
import { wipe } from '../../setup/database.ts'
import { hasJava } from '../../setup/own-neo4j.ts'
import { loadSmallWorld } from '../../worlds/small.ts'

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
beforeEach(() => wipe(driver))
afterAll(() => driver.close())

describe.skipIf(!hasJava)('npm run mirror', () => {
  test('the copy for ad hoc Cypher is made in a Neo4j of its own and has the digest of the database', async () => {
    await loadSmallWorld(driver)
    const home = temporaryFolder()
    const env = {
      ...environmentOf(),
      ...{ WHO_LEFT_WHERE_HOME: home, NEO4J_WAY: 'java' },
      NEO4J_JARS: process.env.NEO4J_JARS || join(DEFAULT_HOME, 'lib'),
    }
    const { code, out, err } = await startCommand(runMirror, ['--json'], env).ended
    expect([code, err]).toEqual([0, expect.stringContaining('is ready at bolt://')])
    const { people, claims, sha256 } = await digest({ driver })
    expect(JSON.parse(out)).toMatchObject({ people, claims, sha256 })
    expect(readFileSync(join(home, 'adhoc/latest'), 'utf8')).toBe('a\n')
    expect(readFileSync(join(home, 'adhoc/a/conf/neo4j.conf'), 'utf8')).toContain('pagecache.size=64m')
  }, 300_000)
})
