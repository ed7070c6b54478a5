import { once } from 'node:events'
import { readFile, symlink, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { digest } from '../../seeds/digest.ts'
import { connect, type Driver } from '../../server/db/connect.ts'
import { runCli, spawnCli } from '../setup/cli.ts'
import { wipe } from '../setup/database.ts'
import { bigWorld } from '../worlds/big.ts'
import { smallTable, smallWorld, writeTables } from '../worlds/small.ts'

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
beforeEach(() => wipe(driver))
afterAll(() => driver.close())

const run = (...args: string[]) => runCli('seeds/cli.ts', ...args)
const sha = async () => (await digest({ driver })).sha256
const count = async (label: string): Promise<number> => {
  const { records } = await driver.executeQuery('MATCH (n:$($label)) RETURN count(n) AS n', { label })
  return Number(records[0]?.get('n'))
}

describe('--errors sets aside the rows with a fault, loads the others, and exits with 5:', () => {
  const faulty = () =>
    smallWorld({
      'claims.csv': smallTable('claims.csv')
        .replace('ada,mill,left,2015-03-05', 'ada,mill,left,2015-13-05')
        .replace('ben,mill,joined,2012-05', 'bem,mill,joined,2012-05'),
      'people.csv': smallTable('people.csv').replace('gus,Gus', 'gus,'),
    })

  test.each(['csv', 'jsonl'])('mended in the %s they come to the whole', async extension => {
    await run(await smallWorld())
    const whole = await sha()
    await wipe(driver)
    const folder = await faulty()
    const file = join(folder, `to-mend.${extension}`)
    const { code, err, out } = await run(folder, '--errors', file, '--json')
    expect([code, err]).toEqual([5, expect.stringMatching(/claims\.csv:3: on: "2015-13-05"/)])
    expect(err).toMatch(/4 rows have a fault, set aside in/)
    expect(JSON.parse(out)).toMatchObject({ setAside: 4, claims: { added: 12 }, people: { added: 8 } })
    const text = await readFile(file, 'utf8')
    expect(text).toMatch(/no month 13/)
    expect(text).toMatch(/person: \\?""?bem\\?""? is neither id nor name/)
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
  })

  test('rows of a mapped file keep its own columns', async () => {
    const folder = await writeTables({
      'map.yaml':
        "sources: [{id: s, title: S}]\npeople: [{id: '{Who|slug}', name: '{Who}'}]\norganisations: [{id: '{Where|slug}', name: '{Where}', type: company}]\n" +
        "claims: [{person: '{Who|slug}', organisation: '{Where|slug}', event: left, on: '{When}', source: s}]\n",
      'moves.csv': 'Who,Where,When,Other\nAda,Mill,2015,x\nBen,Mill,some day,y\n',
    })
    const file = join(folder, 'to-mend.csv')
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

  test('rows that a mapping merged are all kept, and merged again once they are mended', async () => {
    const folder = await writeTables({
      'map.yaml':
        'rows: {merge: {same: [Who, House], from: From, to: To, days: 3}}\nvalues: {manner: {quit: resigned}}\nsources: [{id: s, title: S}]\n' +
        "people: [{id: '{Who|slug}', name: '{Who}'}]\norganisations: [{id: '{House|slug}', name: '{House}', type: government}]\nclaims:\n" +
        "  - {person: '{Who|slug}', organisation: '{House|slug}', event: joined, on: '{From}', source: s}\n" +
        "  - {person: '{Who|slug}', organisation: '{House|slug}', event: left, on: '{To}', manner: '{How|manner}', source: s}\n",
      'terms.csv':
        'Who,House,From,To,How\nAda,Lower,2001-01-03,2003-01-03,qiut\nAda,Lower,2003-01-03,2005-01-03,\nBen,Upper,2001-01-03,2007-01-03,quit\n',
    })
    const file = join(folder, 'to-mend.csv')
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
    'a claim told by its line has one id, loaded at first or from the %s',
    async extension => {
      const mapping =
        "sources: [{id: s, title: S}]\npeople: [{id: '{Who|slug}', name: '{Who}'}]\norganisations: [{id: mill, name: The Mill, type: company}]\nclaims:\n" +
        "  - {person: '{Who|slug}', organisation: mill, event: joined, on: '{From}', source: s, locator: '{@file} {@line}'}\n" +
        "  - {person: '{Who|slug}', organisation: mill, event: left, on: '{To}', source: s, locator: '{@file} {@line}'}\n"
      const moves = 'Who,From,To\nAda,2001,2005\nBen,2002,some day\nCai,2003,2007\n'
      const folder = await writeTables({ 'map.yaml': mapping, 'moves.csv': moves })
      const [map, file] = [['--map', join(folder, 'map.yaml')], join(folder, `to-mend.${extension}`)]
      expect(await run(...map, join(folder, 'moves.csv'), '--errors', file)).toMatchObject({ code: 5 })
      expect(await count('Claim')).toBe(5)
      const text = await readFile(file, 'utf8')
      expect(text.trim().split('\n')).toHaveLength(extension === 'csv' ? 2 : 1)
      await writeFile(file, text.replace('some day', '2006'))
      expect(await run(...map, file)).toMatchObject({ code: 0 })
      const mended = await sha()
      await wipe(driver)
      await writeFile(join(folder, 'moves.csv'), moves.replace('some day', '2006'))
      expect(await run(...map, join(folder, 'moves.csv'))).toMatchObject({ code: 0 })
      expect(await sha()).toBe(mended)
    },
  )

  test('a row of too few fields, and a line that is no JSON, are kept as they are', async () => {
    const folder = await smallWorld({ 'claims.csv': `${smallTable('claims.csv')}ada,forge,left\n` })
    await writeFile(join(folder, 'people-more.jsonl'), '{"id":"zed","name":"Zed"}\n{"id":"yam"\n')
    const file = join(folder, 'to-mend.jsonl')
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

  test('as CSV rows of CSV and workbooks alone, for lists and objects would not come back', async () => {
    const folder = await writeTables({
      'map.yaml': "rows: {each: terms}\npeople: [{id: '{id}', name: '{name}'}]\n",
      'people.json': '[{"id": "ada", "name": "", "terms": [{"at": {"x": 1}}]}]',
      'people.csv': 'id,name,terms\nada,,1\n',
      'people.jsonl': '{"id":"ada","name":"","aliases":["A; B"]}\n',
      'a.ftm.json.gz': gzipSync('{"id":"ada","schema":"Person","properties":{}}\n'),
    })
    const [map, csv] = [['--map', join(folder, 'map.yaml')], join(folder, 'to-mend.csv')]
    for (const args of [[...map, 'people.json'], ['people.csv', 'people.jsonl'], ['a.ftm.json.gz']]) {
      const paths = args.map(arg => (/^people|^a/.test(arg) ? join(folder, arg) : arg))
      expect(await run(...paths, '--errors', csv)).toMatchObject({
        code: 2,
        err: expect.stringMatching(
          /^--errors: .*to-mend\.csv is CSV, which cannot hold the rows of .*(json|jsonl|gz) as they are; name a file that ends in \.jsonl/,
        ),
      })
    }
    expect(await run(...map, join(folder, 'people.csv'), '--errors', csv)).toMatchObject({ code: 5 })
    expect(await count('Person')).toBe(0)
  })

  test('one in a hundred thousand is named', { timeout: 600_000 }, async () => {
    const folder = await bigWorld({ people: 25_000, organisations: 100, claims: 100_000 })
    const path = join(folder, 'claims.csv')
    const lines = (await readFile(path, 'utf8')).split('\n')
    lines[77_776] = (lines[77_776] ?? '').replace(/,(joined|left),[^,]*/, ',left,2020-02-30')
    await writeFile(path, lines.join('\n'))
    const { code, err } = await run(folder, '--dry-run', '--errors', join(folder, 'to-mend.csv'))
    expect(code).toBe(5)
    expect(err).toMatch(/claims\.csv:77777: on: "2020-02-30" is not a date: 2020-02 has no day 30/)
    expect(err).toMatch(/1 row has a fault/)
  })

  test('a whole file that cannot be read still stops the load', async () => {
    const folder = await smallWorld({ 'people.csv': 'id,nom\nada,Ada\n' })
    const { code, err } = await run(folder, '--errors', join(folder, 'x.csv'))
    expect([code, err]).toEqual([1, expect.stringMatching(/name: is missing from the header/)])
    expect(await count('Person')).toBe(0)
  })

  test('writes over nothing that is there, however it is named', async () => {
    const folder = await smallWorld({ 'claims.csv': `${smallTable('claims.csv')}ada,forge,left\n` })
    const claims = join(folder, 'claims.csv')
    const before = await readFile(claims, 'utf8')
    await symlink(claims, join(folder, 'other-name.csv'))
    for (const [file, message] of [
      [claims, /is among what is to be loaded/],
      [`${folder}/../${basename(folder)}/claims.csv`, /is among what is to be loaded/],
      [join(folder, 'other-name.csv'), /is among what is to be loaded/],
      [fileURLToPath(import.meta.url).replace(/\.ts$/, '/x.csv'), /is not there; make the folder first/],
    ] as const)
      expect(await run(folder, '--errors', file)).toMatchObject({ code: 2, err: expect.stringMatching(message) })
    const elsewhere = join(await smallWorld(), 'people.csv')
    const { code, err } = await run(claims, '--errors', elsewhere)
    expect([code, err]).toEqual([2, expect.stringMatching(/is there already; name another file/)])
    expect(await readFile(claims, 'utf8')).toBe(before)
  })
})

test.each([
  [['--errors', 'x.txt'], /ends in \.csv or \.jsonl/],
  [['--errors', 'x.csv', '--replace', 's'], /exclude each other/],
  [['x.csv', '--errors', 'x.csv'], /is what is to be loaded/],
])('%j is a wrong option, and exits with 2', async (args, message) => {
  const { code, err } = await run(...args)
  expect([code, err]).toEqual([2, expect.stringMatching(message)])
})

test('loading what was loaded last compares nothing, unless something went or --recheck asks', async () => {
  const folder = await smallWorld()
  await run(folder)
  expect((await run(folder)).out).toMatch(/The same was loaded at \d{4}-/)
  await driver.executeQuery("MATCH ({id: 'gus'})-[r:LEFT]->() DELETE r")
  expect((await run(folder)).out).toMatch(/left +1 +0 +6/)
  await driver.executeQuery("MATCH ({id: 'ben'})-[r:LEFT]->() SET r.on = '1999'")
  expect((await run(folder)).out).toMatch(/The same was loaded/)
  expect((await run(folder, '--recheck')).out).toMatch(/left +0 +2 +5/)
})

test('a reader that closes the pipe early gets no stack, and what was asked is done', async () => {
  const folder = await smallWorld()
  const out = join(folder, 'export')
  for (const [cli, ...args] of [
    ['seeds/cli.ts', '--help'],
    ['seeds/cli.ts', folder],
    ['seeds/export-cli.ts', '--out', out],
    ['seeds/digest-cli.ts'],
  ] as const) {
    const child = spawnCli(cli, args)
    child.stdout.destroy()
    let err = ''
    child.stderr.on('data', text => {
      err += text
    })
    const [code] = await once(child, 'close')
    expect([code, err]).toEqual([0, expect.not.stringMatching(/EPIPE|at /)])
  }
  expect(await count('Claim')).toBe(15)
  expect(await readFile(join(out, 'claims.csv'), 'utf8')).toMatch(/^person,/)
})

test('a reader that closes both pipes early stops no load', async () => {
  const child = spawnCli('seeds/cli.ts', [await smallWorld()])
  child.stdout.destroy()
  child.stderr.destroy()
  expect(await once(child, 'close')).toEqual([0, null])
  expect(await count('Claim')).toBe(15)
})

describe('Ctrl-C', { timeout: 600_000 }, () => {
  test('finishes the part under way, exits with 130, and --resume goes on from there', async () => {
    const folder = await bigWorld({ people: 12_000, organisations: 120, claims: 24_000 })
    await run(folder)
    const whole = await sha()
    await wipe(driver)
    const child = spawnCli('seeds/cli.ts', [folder])
    let err = ''
    child.stderr.on('data', text => {
      err += text
    })
    child.stdout.resume()
    await vi.waitFor(async () => expect(await count('Claim')).toBeGreaterThan(0), { timeout: 120_000, interval: 10 })
    child.kill('SIGINT')
    const [code] = await once(child, 'exit')
    expect([code, err]).toEqual([130, expect.stringMatching(/Stopping after the parts[\s\S]*--resume goes on/)])
    const before = await count('Claim')
    expect(before).toBeLessThan(24_000)
    const { resumed, claims } = JSON.parse((await run(folder, '--resume', '--json')).out)
    expect(resumed).toBeGreaterThan(before)
    expect(claims.added).toBe((await count('Claim')) - before)
    expect(await sha()).toBe(whole)
  })

  test('while files are read writes nothing', async () => {
    const folder = await bigWorld({ people: 25_000, organisations: 100, claims: 100_000 })
    const child = spawnCli('seeds/cli.ts', [folder])
    await once(child.stderr, 'data')
    child.kill('SIGINT')
    await once(child, 'exit')
    expect(await count('Person')).toBe(0)
  })
})
