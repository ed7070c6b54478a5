import { expect, test } from 'vitest'
import { decode } from '../../seeds/decode.ts'

const TEXT = 'id,name\nlilian-weng,翁荔\n'
const utf16 = Buffer.from(TEXT, 'utf16le')
const swapped = Buffer.from(utf16).swap16()
// 翁荔 in GBK: CE CC C0 F3.
const gbk = Buffer.concat([
  Buffer.from('id,name\nlilian-weng,'),
  Buffer.from([0xce, 0xcc, 0xc0, 0xf3]),
  Buffer.from('\n'),
])

test.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(TEXT)])],
  ['UTF-16LE', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
  ['UTF-16BE', Buffer.concat([Buffer.from([0xfe, 0xff]), swapped])],
  ['UTF-16LE', utf16],
  ['UTF-16BE', swapped],
  ['GB18030', gbk],
])('%s is told by its bytes', (encoding, bytes) => {
  expect(decode(bytes)).toEqual({ text: TEXT, encoding })
})

test('bytes that fit no encoding are refused and not guessed at', () => {
  expect(() => decode(Buffer.from([0x61, 0xff, 0x0a]))).toThrow(TypeError)
})
