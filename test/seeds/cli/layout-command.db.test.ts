import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { runDigest } from '../../../seeds/cli/digest-command.ts'
import { runLayout } from '../../../seeds/cli/layout-command.ts'
import { digest } from '../../../seeds/export/digest.ts'
import { exportDatabase } from '../../../seeds/export/export.ts'
import { load } from '../../../seeds/load/load.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { environmentOf, runCommand, startCommand } from '../../setup/commands.ts'
import { wipe } from '../../setup/database.ts'
import { loadNamesakes } from '../../worlds/namesakes.ts'
import { writeTables } from '../../worlds/small.ts'

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
beforeEach(async () => {
  await wipe(driver)
  await loadNamesakes(driver)
})
afterAll(() => driver.close())

/** The ids of nodes that have a position, or have none. */
async function ids(placed: boolean): Promise<string[]> {
  const { records } = await driver.executeQuery(
    `MATCH (n:Person|Organisation) WHERE (n.layoutX IS :: FLOAT NOT NULL AND n.layoutY IS :: FLOAT NOT NULL) = $placed
     RETURN n.id AS id ORDER BY id`,
    { placed },
  )
  return records.map(record => record.get('id'))
}

async function storedLayouts() {
  const { records } = await driver.executeQuery(
    'MATCH (l:Layout) RETURN l.id AS id, l.nodes AS nodes, l.edges AS edges, l.computedAt IS :: ZONED DATETIME NOT NULL AS hasTime',
  )
  return records.map(record => {
    const { nodes, edges, ...others } = record.toObject()
    return { ...others, nodes: Number(nodes), edges: Number(edges) }
  })
}

describe('npm run layout', () => {
  test('layout stores a position of everyone but merged nodes, and says for what graph', async () => {
    const { code, out } = await runCommand(runLayout, '--json', '--iterations', '20')
    expect([code, JSON.parse(out)]).toEqual([
      0,
      { people: 17, organisations: 6, lines: 7, seconds: expect.any(Number), stored: true },
    ])
    expect(await ids(false)).toEqual(['fay-1'])
    expect(await ids(true)).toHaveLength(23)
    expect(await storedLayouts()).toEqual([{ id: 'whole', nodes: 23, edges: 7, hasTime: true }])
  })

  test('positions are derived: digest, export and later loads are the same with them', async () => {
    const before = await digest({ driver })
    await runCommand(runLayout, '--iterations', '20')
    expect(await digest({ driver })).toEqual(before)
    const { losses } = await exportDatabase({ format: 'jsonl', out: `${await writeTables({})}/all.jsonl` }, { driver })
    expect(losses).toBe(0)
    const further = await writeTables({
      'people.csv': 'id,name,aliases\nkim,Kim,Kimberly\nnew,New Person,\n',
    })
    const { summary } = await load(await readDataset([further]), { driver })
    expect(summary.people).toMatchObject({ added: 1, changed: 1 })
    expect(await ids(false)).toEqual(['fay-1', 'new'])
    expect(await storedLayouts()).toHaveLength(1)
    await runCommand(runLayout, '--iterations', '20')
    expect(await ids(false)).toEqual(['fay-1'])
    expect(await storedLayouts()).toEqual([{ id: 'whole', nodes: 24, edges: 7, hasTime: true }])
  })

  test('layout --dry-run stores nothing, and --clear removes everything', async () => {
    const tried = await runCommand(runLayout, '--dry-run', '--iterations', '20')
    expect([tried.code, tried.out]).toEqual([0, expect.stringMatching(/^placed 17 people.*\nNothing was stored\.\n$/)])
    expect([await ids(true), await storedLayouts()]).toEqual([[], []])
    await runCommand(runLayout, '--iterations', '20')
    const cleared = await runCommand(runLayout, '--clear')
    expect([cleared.code, cleared.out]).toEqual([0, 'removed all positions\n'])
    expect([await ids(true), await storedLayouts()]).toEqual([[], []])
  })

  test('the same graph and seed have the same positions, and another seed others', async () => {
    const positions = async (...argv: string[]) => {
      await runCommand(runLayout, '--iterations', '20', ...argv)
      const { records } = await driver.executeQuery(
        'MATCH (n:Person|Organisation) RETURN n.layoutX AS x, n.layoutY AS y ORDER BY n.id',
      )
      return records.map(record => record.toObject())
    }
    const first = await positions()
    expect(await positions()).toEqual(first)
    expect(await positions('--seed', '2')).not.toEqual(first)
  })

  test('layout stopped by Ctrl-C stores nothing, and exits with 130', async () => {
    const started = startCommand(runLayout, ['--iterations', '10000'], environmentOf())
    await started.writes('computing 1 of')
    started.interrupt()
    expect(await started.ended).toMatchObject({
      code: 130,
      err: expect.stringContaining('Stopped; nothing was written.'),
    })
    expect([await ids(true), await storedLayouts()]).toEqual([[], []])
  })

  test.each([
    [['--fast'], '--fast'],
    [['--iterations', '0'], '--iterations: "0" is not a whole number from 1 to 10000'],
    [['--seed', '-1'], '--seed'],
    [['--clear', '--dry-run'], '--clear and --dry-run cannot be combined'],
  ])('layout %j exits with 2 and says why', async (argv, reason) => {
    const { code, err } = await runCommand(runLayout, ...argv)
    expect([code, err]).toEqual([2, expect.stringContaining(reason)])
    expect(err).toContain('npm run layout -- --help')
  })

  test('an empty database has an empty layout', async () => {
    await wipe(driver)
    const { code, out } = await runCommand(runLayout)
    expect([code, out]).toEqual([0, expect.stringMatching(/^placed 0 people and 0 organisations/)])
    expect((await runCommand(runDigest)).code).toBe(0)
  })
})
