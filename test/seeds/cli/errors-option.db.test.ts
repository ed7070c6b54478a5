import { readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { runLoad } from '../../../seeds/cli/load-command.ts'
import { digest } from '../../../seeds/export/digest.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { runCommand } from '../../setup/commands.ts'
import { wipe } from '../../setup/database.ts'
import { bigWorld } from '../../worlds/big.ts'
import { smallTable, smallWorld, writeTables } from '../../worlds/small.ts'

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
beforeEach(() => wipe(driver))
afterAll(() => driver.close())

const run = (...args: string[]) => runCommand(runLoad, ...args)
const sha = async () => (await digest({ driver })).sha256
const count = async (label: string): Promise<number> => {
  const { records } = await driver.executeQuery('MATCH (n:$($label)) RETURN count(n) AS n', { label })
  return Number(records[0]?.get('n'))
}

describe('npm run load -- --errors', () => {
  const faulty = () =>
    smallWorld({
      'claims.csv': smallTable('claims.csv')
        .replace('ada,mill,left,2015-03-05', 'ada,mill,left,2015-13-05')
        .replace('ben,mill,joined,2012-05', 'bem,mill,joined,2012-05'),
      'people.csv': smallTable('people.csv').replace('gus,Gus', 'gus,'),
    })

  test.each(['csv', 'jsonl'])(
    '--errors writes faulty rows to a %s, loads the others and exits with 5; the corrected file completes the load',
    async extension => {
      await run(await smallWorld())
      const whole = await sha()
      await wipe(driver)
      const folder = await faulty()
      const file = join(folder, `rejects.${extension}`)
      const { code, err, out } = await run(folder, '--errors', file, '--json')
      expect([code, err]).toEqual([5, expect.stringMatching(/claims\.csv:3: on: "2015-13-05"/)])
      expect(err).toMatch(/4 rows were rejected and written to/)
      expect(JSON.parse(out)).toMatchObject({ rejected: 4, claims: { added: 12 }, people: { added: 8 } })
      const text = await readFile(file, 'utf8')
      expect(text).toMatch(/no month 13/)
      expect(text).toMatch(/person: \\?""?bem\\?""? is not the id or name/)
      await writeFile(
        file,
        text
          .replace('2015-13-05', '2015-03-05')
          .replace(extension === 'csv' ? ',bem,' : '"person":"bem"', extension === 'csv' ? ',ben,' : '"person":"ben"')
          .replace(
            extension === 'csv' ? ',gus,,,name' : '"name":""',
            extension === 'csv' ? ',gus,Gus,,name' : '"name":"Gus"',
          ),
      )
      expect(await run(file)).toMatchObject({ code: 0 })
      expect(await sha()).toBe(whole)
    },
  )

  test('--errors writes the rejected rows again when the same files are loaded again', async () => {
    const claims = smallTable('claims.csv').replace('ben,mill,joined,2012-05', 'bem,mill,joined,2012-05')
    const folder = await smallWorld({ 'claims.csv': claims })
    const file = join(folder, '..', `${basename(folder)}-rejects.csv`)
    const load = async () => {
      const { code } = await run(folder, '--errors', file)
      const text = await readFile(file, 'utf8')
      await rm(file)
      return { code, text }
    }
    const first = await load()
    expect(first).toEqual({ code: 5, text: expect.stringContaining('bem,mill,joined,2012-05') })
    expect(await load()).toEqual(first)
  })

  test('--errors keeps the columns of a mapped file', async () => {
    const folder = await writeTables({
      'map.yaml':
        "sources: [{id: s, title: S}]\npeople: [{id: '{Who|slug}', name: '{Who}'}]\norganisations: [{id: '{Where|slug}', name: '{Where}', type: company}]\n" +
        "claims: [{person: '{Who|slug}', organisation: '{Where|slug}', event: left, on: '{When}', source: s}]\n",
      'moves.csv': 'Who,Where,When,Other\nAda,Mill,2015,x\nBen,Mill,some day,y\n',
    })
    const file = join(folder, 'rejects.csv')
    const { code } = await run('--map', join(folder, 'map.yaml'), join(folder, 'moves.csv'), '--errors', file)
    expect(code).toBe(5)
    const text = await readFile(file, 'utf8')
    expect(text).toMatch(
      /^Who,Where,When,Other,error,error_file,error_line\nBen,Mill,some day,y,"?When: ""some day"" is not/,
    )
    expect(text).toMatch(/moves\.csv,3\n$/)
    await writeFile(file, text.replace('some day', '2016'))
    expect(await run('--map', join(folder, 'map.yaml'), file)).toMatchObject({ code: 0 })
    expect(await count('Claim')).toBe(2)
  })

  test('--errors keeps every row that a mapping merged, and the corrected rows are merged again', async () => {
    const folder = await writeTables({
      'map.yaml':
        'rows: {merge: {same: [Who, House], from: From, to: To, days: 3}}\nvalues: {manner: {quit: resigned}}\nsources: [{id: s, title: S}]\n' +
        "people: [{id: '{Who|slug}', name: '{Who}'}]\norganisations: [{id: '{House|slug}', name: '{House}', type: government}]\nclaims:\n" +
        "  - {person: '{Who|slug}', organisation: '{House|slug}', event: joined, on: '{From}', source: s}\n" +
        "  - {person: '{Who|slug}', organisation: '{House|slug}', event: left, on: '{To}', manner: '{How|manner}', source: s}\n",
      'terms.csv':
        'Who,House,From,To,How\nAda,Lower,2001-01-03,2003-01-03,qiut\nAda,Lower,2003-01-03,2005-01-03,\nBen,Upper,2001-01-03,2007-01-03,quit\n',
    })
    const file = join(folder, 'rejects.csv')
    const map = ['--map', join(folder, 'map.yaml')]
    expect(await run(...map, join(folder, 'terms.csv'), '--errors', file)).toMatchObject({ code: 5 })
    const text = await readFile(file, 'utf8')
    expect(text.split('\n').slice(1, 3)).toEqual([
      expect.stringMatching(/^Ada,Lower,2001-01-03,2003-01-03,qiut,"?How: ""qiut""/),
      expect.stringMatching(/^Ada,Lower,2003-01-03,2005-01-03,,"?How: ""qiut""/),
    ])
    await writeFile(file, text.replace('qiut,', 'quit,'))
    expect(await run(...map, file)).toMatchObject({ code: 0 })
    const { records } = await driver.executeQuery(
      "MATCH (:Person {id: 'ada'})-[stay:WAS_AT]->() RETURN toString(stay.beginEarliest) AS begin, toString(stay.endEarliest) AS end",
    )
    expect(records.map(record => record.toObject())).toEqual([{ begin: '2001-01-03', end: '2005-01-03' }])
  })

  test.each(['csv', 'jsonl'])(
    'a claim located by its line keeps its id when its row is loaded from the %s of --errors',
    async extension => {
      const mapping =
        "sources: [{id: s, title: S}]\npeople: [{id: '{Who|slug}', name: '{Who}'}]\norganisations: [{id: mill, name: The Mill, type: company}]\nclaims:\n" +
        "  - {person: '{Who|slug}', organisation: mill, event: joined, on: '{From}', source: s, locator: '{@file} {@line}'}\n" +
        "  - {person: '{Who|slug}', organisation: mill, event: left, on: '{To}', source: s, locator: '{@file} {@line}'}\n"
      const moves = 'Who,From,To\nAda,2001,2005\nBen,2002,some day\nCai,2003,2007\n'
      const folder = await writeTables({ 'map.yaml': mapping, 'moves.csv': moves })
      const [map, file] = [['--map', join(folder, 'map.yaml')], join(folder, `rejects.${extension}`)]
      expect(await run(...map, join(folder, 'moves.csv'), '--errors', file)).toMatchObject({ code: 5 })
      expect(await count('Claim')).toBe(5)
      const text = await readFile(file, 'utf8')
      expect(text.trim().split('\n')).toHaveLength(extension === 'csv' ? 2 : 1)
      await writeFile(file, text.replace('some day', '2006'))
      expect(await run(...map, file)).toMatchObject({ code: 0 })
      const corrected = await sha()
      await wipe(driver)
      await writeFile(join(folder, 'moves.csv'), moves.replace('some day', '2006'))
      expect(await run(...map, join(folder, 'moves.csv'))).toMatchObject({ code: 0 })
      expect(await sha()).toBe(corrected)
    },
  )

  test('--errors keeps a row with too few fields and a line that is not JSON as they are', async () => {
    const folder = await smallWorld({ 'claims.csv': `${smallTable('claims.csv')}ada,forge,left\n` })
    await writeFile(join(folder, 'people-more.jsonl'), '{"id":"zed","name":"Zed"}\n{"id":"yam"\n')
    const file = join(folder, 'rejects.jsonl')
    expect(await run(folder, '--errors', file)).toMatchObject({ code: 5 })
    const rows = (await readFile(file, 'utf8'))
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(rows).toEqual([
      expect.objectContaining({
        person: 'ada',
        organisation: 'forge',
        event: 'left',
        table: 'claims',
        error: expect.stringMatching(/has 3 fields/),
      }),
      {
        text: '{"id":"yam"',
        error: expect.stringMatching(/is not JSON/),
        error_file: join(folder, 'people-more.jsonl'),
        error_line: 2,
      },
    ])
    expect(await count('Person')).toBe(10)
  })

  test('--errors refuses a CSV file for rows of JSON, whose lists and objects CSV cannot hold', async () => {
    const folder = await writeTables({
      'map.yaml': "rows: {each: terms}\npeople: [{id: '{id}', name: '{name}'}]\n",
      'people.json': '[{"id": "ada", "name": "", "terms": [{"at": {"x": 1}}]}]',
      'people.csv': 'id,name,terms\nada,,1\n',
      'people.jsonl': '{"id":"ada","name":"","aliases":["A; B"]}\n',
      'a.ftm.json.gz': gzipSync('{"id":"ada","schema":"Person","properties":{}}\n'),
    })
    const [map, csv] = [['--map', join(folder, 'map.yaml')], join(folder, 'rejects.csv')]
    for (const args of [[...map, 'people.json'], ['people.csv', 'people.jsonl'], ['a.ftm.json.gz']]) {
      const paths = args.map(arg => (/^people|^a/.test(arg) ? join(folder, arg) : arg))
      expect(await run(...paths, '--errors', csv)).toMatchObject({
        code: 2,
        err: expect.stringMatching(
          /^--errors: .*rejects\.csv is CSV, which cannot hold the rows of .*(json|jsonl|gz) unchanged; name a file that ends in \.jsonl/,
        ),
      })
    }
    expect(await run(...map, join(folder, 'people.csv'), '--errors', csv)).toMatchObject({ code: 5 })
    expect(await count('Person')).toBe(0)
  })

  test('--errors names the one faulty row among ten thousand', async () => {
    const folder = await bigWorld({ people: 2_500, organisations: 100, claims: 10_000 })
    const path = join(folder, 'claims.csv')
    const lines = (await readFile(path, 'utf8')).split('\n')
    lines[7_776] = (lines[7_776] ?? '').replace(/,(joined|left),[^,]*/, ',left,2020-02-30')
    await writeFile(path, lines.join('\n'))
    const { code, err } = await run(folder, '--dry-run', '--errors', join(folder, 'rejects.csv'))
    expect(code).toBe(5)
    expect(err).toMatch(/claims\.csv:7777: on: "2020-02-30" is not a date: 2020-02 has no day 30/)
    expect(err).toMatch(/1 row was rejected/)
  })

  test('--errors does not load a file whose header lacks a column', async () => {
    const folder = await smallWorld({ 'people.csv': 'id,nom\nada,Ada\n' })
    const { code, err } = await run(folder, '--errors', join(folder, 'x.csv'))
    expect([code, err]).toEqual([1, expect.stringMatching(/name: is missing from the header/)])
    expect(await count('Person')).toBe(0)
  })

  test('--errors never overwrites an existing file, whatever path names it', async () => {
    const folder = await smallWorld({ 'claims.csv': `${smallTable('claims.csv')}ada,forge,left\n` })
    const claims = join(folder, 'claims.csv')
    const before = await readFile(claims, 'utf8')
    await symlink(claims, join(folder, 'other-name.csv'))
    for (const [file, message] of [
      [claims, /is in an input folder/],
      [`${folder}/../${basename(folder)}/claims.csv`, /is in an input folder/],
      [join(folder, 'other-name.csv'), /is in an input folder/],
      [fileURLToPath(import.meta.url).replace(/\.ts$/, '/x.csv'), /does not exist; create the folder first/],
    ] as const)
      expect(await run(folder, '--errors', file)).toMatchObject({ code: 2, err: expect.stringMatching(message) })
    const elsewhere = join(await smallWorld(), 'people.csv')
    const { code, err } = await run(claims, '--errors', elsewhere)
    expect([code, err]).toEqual([2, expect.stringMatching(/exists; name another file/)])
    expect(await readFile(claims, 'utf8')).toBe(before)
  })
})
