import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Gb18030Evidence } from '../../../seeds/files/gb18030.ts'
import { fixture, readFiles } from '../reading.ts'

/** Real words in each encoding, as `<encoding>.csv`. */
const FOLDER = fixture('encodings')
const sample = (encoding: string) => readFileSync(join(FOLDER, `${encoding}.csv`))
const others = readdirSync(FOLDER)
  .map(name => name.replace('.csv', ''))
  .filter(name => name !== 'gb18030')

const NAMES: Record<string, string> = {
  'windows-1252': 'Hélène Lefèvre',
  'windows-1251': 'Анна Иванова',
  'windows-874': 'สมชาย ใจดี',
  'iso-8859-7': 'Ελένη Παπαδοπούλου',
  'koi8-r': 'Анна Иванова',
  'euc-jp': '田中太郎',
  'euc-kr': '김철수',
  shift_jis: '田中太郎',
  big5: '陳美玲',
}

describe('Chinese text in GB18030', () => {
  test('undeclared GB18030 text is read and reported as GB18030', async () => {
    const { data, messages } = await readFiles({ 'people.csv': sample('gb18030') })
    expect(messages).toEqual([])
    expect(data.people.map(({ name }) => name)).toEqual(['翁荔', '李雷', '杨喆'])
    expect(data.notes).toEqual([expect.stringMatching(/people\.csv: read as GB18030$/)])
  })

  test('undeclared GB18030 text is a fault in strict mode and is read when its encoding is named', async () => {
    const { data, messages } = await readFiles({ 'people.csv': sample('gb18030') }, { strict: true })
    expect(messages).toEqual([
      'people.csv: is not UTF-8, and GB18030 is a guess by its bytes; save it as UTF-8, or give --encoding gb18030',
    ])
    expect(data.people).toEqual([])
    const named = await readFiles({ 'people.csv': sample('gb18030') }, { strict: true, encoding: 'gb18030' })
    expect(named).toMatchObject({ messages: [], data: { people: { length: 3 }, notes: [] } })
  })

  test('Gb18030Evidence recognises GB18030 text however its bytes are split', () => {
    for (const size of [1, 2, 3, 4096]) {
      const evidence = new Gb18030Evidence()
      const bytes = sample('gb18030')
      for (let at = 0; at < bytes.length; at += size) evidence.add(bytes.subarray(at, at + size))
      expect(evidence.isGood()).toBe(true)
    }
  })
})

describe.each(others)('text in %s', encoding => {
  test(`undeclared ${encoding} text is a fault that names the first invalid byte, the encoding and some words`, async () => {
    const { data, messages } = await readFiles({ 'people.csv': sample(encoding) })
    expect(messages).toEqual([
      expect.stringMatching(
        `^people\\.csv:2: \\(column \\d+\\): has the byte [0-9A-F]{2}, which is not UTF-8; the text looks like ${encoding} \\("${NAMES[encoding]?.split(' ')[0]}", .*\\): add --encoding ${encoding} if these words are right, or save the file as UTF-8$`,
      ),
    ])
    expect(data.people).toEqual([])
  })

  test(`${encoding} text is read when its encoding is named`, async () => {
    const { data, messages } = await readFiles({ 'people.csv': sample(encoding) }, { encoding, strict: true })
    expect(messages).toEqual([])
    expect(data.people[0]?.name).toBe(NAMES[encoding])
  })
})

test('undeclared French text is a fault at its first accent, and windows-1252 reads all of its characters', async () => {
  const { messages } = await readFiles({ 'people.csv': sample('windows-1252') })
  expect(messages[0]).toMatch(/^people\.csv:2: \(column 9\): has the byte E9,/)
  const { data } = await readFiles({ 'people.csv': sample('windows-1252') }, { encoding: 'windows-1252' })
  expect(data.people.map(({ note }) => note)).toEqual([
    'Directrice générale jusqu’en février ; « départ négocié » à 1 M€',
    'A quitté l’œuvre à l’été',
    null,
  ])
})

describe('UTF-8 with an invalid byte', () => {
  const text = `id,name\n${Array.from({ length: 200 }, (_, at) => `p${at},翁荔与李雷\n`).join('')}`
  const broken = (at: number, byte: number) => {
    const bytes = Buffer.from(text)
    bytes[at] = byte
    return bytes
  }
  const at = Buffer.from(text.slice(0, text.indexOf('p99'))).length + Buffer.from('p99,翁').length

  test.each([
    ['among Chinese characters', { 'people.csv': broken(at, 0xff) }, 'people.csv:101: (column 6): has the byte FF'],
    ['in a truncated character', { 'people.csv': broken(at + 1, 0x41) }, 'people.csv:101: (column 6): has the byte E8'],
    [
      'among Latin letters',
      { 'people.csv': Buffer.from('id,name\nada,Ada\nben,B\xe9n\n', 'latin1') },
      'people.csv:3: (column 6): has the byte E9',
    ],
    [
      'beside a valid accented letter',
      {
        'people.csv': Buffer.concat([Buffer.from('id,name\nzoe,Zoë\nben,B'), Buffer.from([0xe9]), Buffer.from('n\n')]),
      },
      'people.csv:3: (column 6): has the byte E9',
    ],
    [
      'at the end of the file',
      { 'people.csv': Buffer.from(text).subarray(0, -2) },
      'people.csv:201: (column 10): has the byte E9',
    ],
    [
      'after a byte order mark',
      { 'people.csv': Buffer.concat([Buffer.from('\ufeffid,name\nada,'), Buffer.from([0xc3, 0x0a])]) },
      'people.csv:2: (column 5): has the byte C3',
    ],
  ])('an invalid UTF-8 byte %s is reported with its line and column', async (_what, files, expected) => {
    const { messages, data } = await readFiles(files)
    expect(messages).toEqual([expect.stringContaining(expected)])
    expect(data.notes).toEqual([])
  })
})

describe('byte order marks', () => {
  const text = 'id,name\nwl,翁荔\n'
  test.each([
    ['UTF-16LE', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-8', Buffer.from(`\ufeff${text}`)],
  ])('a byte order mark of %s overrides a named encoding and is not a guess', async (_what, bytes) => {
    for (const encoding of [undefined, 'windows-1252']) {
      const { data, messages } = await readFiles({ 'people.csv': bytes }, { encoding, strict: true })
      expect(messages).toEqual([])
      expect(data.people).toMatchObject([{ id: 'wl', name: '翁荔' }])
    }
  })
})

test('UTF-16 without a byte order mark is read as a guess, and is a fault in strict mode', async () => {
  const files = { 'people.csv': Buffer.from('id,name\nwl,翁荔\n', 'utf16le') }
  expect((await readFiles(files)).data).toMatchObject({
    people: [{ name: '翁荔' }],
    notes: [expect.stringMatching(/read as UTF-16LE$/)],
  })
  expect((await readFiles(files, { strict: true })).messages).toEqual([expect.stringContaining('--encoding utf-16le')])
})

test('bytes that are invalid in the named encoding are reported as such', async () => {
  const { messages } = await readFiles({ 'people.csv': sample('windows-1252') }, { encoding: 'big5' })
  expect(messages).toEqual([
    expect.stringMatching(
      /^people\.csv:2: \(column 55\): has the byte AB, which is not big5; the text looks like windows-1252 \("Hélène", .*add --encoding windows-1252/,
    ),
  ])
})

test('a workbook is read as bytes whatever encoding is named', async () => {
  const files = { 'tables.xlsx': readFileSync(fixture('tables.xlsx')) }
  expect((await readFiles(files, { encoding: 'big5', strict: true })).data.claims).toHaveLength(8)
})
