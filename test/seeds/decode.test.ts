import { expect, test } from 'vitest'
import { decodeChunks, EncodingDetector } from '../../seeds/decode.ts'

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

async function decode(bytes: Buffer, size: number): Promise<{ text: string; encoding: string }> {
  const detector = new EncodingDetector()
  for (const piece of pieces(bytes, size)) detector.add(piece)
  const encoding = detector.encoding()
  let text = ''
  for await (const part of decodeChunks(later(pieces(bytes, size)), encoding)) text += part
  return { text, encoding }
}

// Pieces of one byte cut every character, those of 4096 none.
test.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(TEXT)])],
  ['UTF-16LE', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
  ['UTF-16BE', Buffer.concat([Buffer.from([0xfe, 0xff]), swapped])],
  ['UTF-16LE', utf16],
  ['UTF-16BE', swapped],
  ['GB18030', gbk],
])('%s is told by its bytes, however they are cut', async (encoding, bytes) => {
  for (const size of [1, 2, 3, 5, 4096]) expect(await decode(bytes, size)).toEqual({ text: TEXT, encoding })
})

test('one wrong byte after many kilobytes makes it no UTF-8', async () => {
  const bytes = Buffer.concat([Buffer.from('翁荔'.repeat(5000)), gbk])
  const detector = new EncodingDetector()
  for (const piece of pieces(bytes, 1000)) detector.add(piece)
  expect(detector.encoding()).toBe('GB18030')
})

test('bytes that fit no encoding are refused and not guessed at', async () => {
  await expect(decode(Buffer.from([0x61, 0xff, 0x0a]), 4096)).rejects.toThrow(TypeError)
})
