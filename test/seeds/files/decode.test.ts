import { expect, test } from 'vitest'
import { decodeChunks, EncodingDetector, findMisfit, isEncoding } from '../../../seeds/files/decode.ts'

const TEXT = 'id,name\nlilian-weng,翁荔\n'
const utf16 = Buffer.from(TEXT, 'utf16le')
const swapped = Buffer.from(utf16).swap16()
// 翁荔 in GBK: CE CC C0 F3.
const gbk = Buffer.concat([
  Buffer.from('id,name\nlilian-weng,'),
  Buffer.from([0xce, 0xcc, 0xc0, 0xf3]),
  Buffer.from('\n'),
])

function* pieces(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function* later<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items
}

const detect = (bytes: Buffer, size: number) => {
  const detector = new EncodingDetector()
  for (const piece of pieces(bytes, size)) detector.add(piece)
  return detector.found()
}

async function decode(bytes: Buffer, size: number, encoding: string): Promise<string> {
  let text = ''
  for await (const part of decodeChunks(later(pieces(bytes, size)), encoding)) text += part
  return text
}

// Chunks of one byte split every multi-byte character, chunks of 4096 split none.
test.each([
  ['UTF-8', false, Buffer.from(TEXT)],
  ['UTF-8', false, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(TEXT)])],
  ['UTF-16LE', false, Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
  ['UTF-16BE', false, Buffer.concat([Buffer.from([0xfe, 0xff]), swapped])],
  ['UTF-16LE', true, utf16],
  ['UTF-16BE', true, swapped],
])(
  'the encoding %s (guessed: %s) is detected from its bytes, and its text decoded, however the bytes are split',
  async (encoding, guessed, bytes) => {
    for (const size of [1, 2, 3, 5, 4096]) {
      expect(detect(bytes, size)).toEqual({ encoding, guessed })
      expect(await decode(bytes, size, encoding)).toBe(TEXT)
    }
  },
)

test('GB18030 is decoded correctly however its bytes are split', async () => {
  for (const size of [1, 2, 3, 5, 4096]) expect(await decode(gbk, size, 'GB18030')).toBe(TEXT)
})

test('one invalid byte after many kilobytes prevents the detection of UTF-8', () => {
  const bytes = Buffer.concat([Buffer.from('翁荔'.repeat(5000)), Buffer.from([0xff])])
  expect(detect(bytes, 1000)).toBeUndefined()
})

test('decodeChunks rejects bytes that are invalid in the encoding', async () => {
  for (const size of [1, 4096])
    await expect(decode(Buffer.from([0x61, 0xff, 0x0a]), size, 'UTF-8')).rejects.toThrow(TypeError)
})

test('decodeChunks reads quotes, œ and € from windows-1252 where Latin-1 has control characters', async () => {
  const bytes = Buffer.from([0x93, 0x63, 0x9c, 0x75, 0x72, 0x94, 0x20, 0x80, 0x20, 0xe9, 0x92])
  expect(await decode(bytes, 3, 'windows-1252')).toBe('“cœur” € é’')
})

test.each<[string, string, Buffer, object | undefined]>([
  ['UTF-8', 'no invalid byte', Buffer.from(TEXT), undefined],
  [
    'UTF-8',
    'a byte that starts no character',
    Buffer.concat([Buffer.from('id,na\r\n翁荔,'), Buffer.from([0xff, 0x61])]),
    { line: 2, column: 4, byte: 0xff },
  ],
  [
    'UTF-8',
    'a truncated character',
    Buffer.concat([Buffer.from('\ufeff𠮷a\rb\n'), Buffer.from([0xe7, 0xbf]), Buffer.from('x')]),
    { line: 3, column: 1, byte: 0xe7 },
  ],
  [
    'UTF-8',
    'a character truncated by the end of the file',
    Buffer.concat([Buffer.from('翁'), Buffer.from([0xe7, 0xbf])]),
    { line: 1, column: 2, byte: 0xe7 },
  ],
  [
    'UTF-8',
    'an invalid first byte after a byte order mark',
    Buffer.from([0xef, 0xbb, 0xbf, 0xe9, 0x0a]),
    { line: 1, column: 1, byte: 0xe9 },
  ],
  [
    'GB18030',
    'the first of two bytes without the second',
    Buffer.concat([gbk, Buffer.from([0xce, 0x0a])]),
    { line: 3, column: 1, byte: 0xce },
  ],
  ['Shift_JIS', 'a byte of no character', Buffer.from([0x83, 0x41, 0xff]), { line: 1, column: 2, byte: 0xff }],
])('in %s, findMisfit finds %s however the bytes are split', async (encoding, _what, bytes, expected) => {
  for (const size of [1, 2, 3, 5, 4096])
    expect(await findMisfit(later(pieces(bytes, size)), encoding)).toEqual(expected)
})

test('isEncoding accepts the names that TextDecoder supports, and no others', () => {
  expect(
    ['utf-8', 'Windows-1252', 'shift_jis', 'gb18030', 'big5', 'utf-16le'].filter(name => !isEncoding(name)),
  ).toEqual([])
  expect(['utf-9', '', 'replacement'].filter(isEncoding)).toEqual([])
})

test('a stray zero byte in UTF-8 text does not make it UTF-16', () => {
  const bytes = Buffer.from(`${TEXT}a,\0b\n${TEXT.repeat(10)}`)
  expect(detect(bytes, bytes.length)).toEqual({ encoding: 'UTF-8', guessed: false })
})

test.each([
  ['one', 'id,name\nada,Ada\0 Mill\n'],
  ['several', `id,name\n${'ada,A\0 Mill,x\n'.repeat(20)}`],
])('%s zero bytes in a short file of UTF-8 do not make it UTF-16', (_what, text) => {
  const bytes = Buffer.from(text)
  expect(detect(bytes, bytes.length)).toEqual({ encoding: 'UTF-8', guessed: false })
})

test.each([
  ['Latin', 'id,name\nada,Ada Mill\n'],
  ['Cyrillic', `id,name\n1,${'Иванов Пётр Иванович '.repeat(30)}\n`],
  ['Chinese', `id,name\n1,${'翁荔在北京大学任教上海'.repeat(10)}\n`],
  ['Arabic', `id,name\n1,${'محمد علي '.repeat(30)}\n`],
])('%s text in UTF-16 without a mark is detected, with either byte first', (_what, text) => {
  const bytes = Buffer.from(text, 'utf16le')
  expect(detect(bytes, 7)).toEqual({ encoding: 'UTF-16LE', guessed: true })
  expect(detect(Buffer.from(bytes).swap16(), 7)).toEqual({ encoding: 'UTF-16BE', guessed: true })
})
