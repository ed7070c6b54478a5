import { expect, test } from 'vitest'
import { guessEncodings } from '../../../seeds/files/encoding-guess.ts'
import { readFiles } from '../reading.ts'

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

/** Text in an encoding that Node can only read. */
function encode(encoding: string, text: string): Buffer {
  const decoder = new TextDecoder(encoding)
  const bytes = new Map<string, number>()
  for (let byte = 255; byte >= 0; byte--) bytes.set(decoder.decode(Uint8Array.of(byte)), byte)
  return Buffer.from([...text].map(letter => bytes.get(letter) ?? 0))
}

const guess = (encoding: string, text: string) => guessEncodings(pieces(encode(encoding, `id,name\n1,${text}\n`)))

test.each([
  ['windows-1251', 'Иванов Пётр, директор завода'],
  ['koi8-r', 'Иванов Пётр, директор завода'],
  ['windows-1252', 'Zoë'],
])('guessEncodings recognises %s by few words', async (encoding, text) => {
  const { guesses } = await guess(encoding, text)
  expect(guesses.map(({ encoding }) => encoding)).toEqual([encoding])
  expect(text).toContain(guesses[0]?.words[0])
})

test('guessEncodings returns several encodings, each with sample words, if one word does not distinguish them', async () => {
  expect((await guess('windows-1250', 'Dvořák')).guesses).toEqual([
    { encoding: 'windows-1252', words: ['Dvoøák'] },
    { encoding: 'windows-1250', words: ['Dvořák'] },
  ])
  const { messages } = await readFiles({ 'people.csv': encode('windows-1250', 'id,name\n1,Dvořák\n') })
  expect(messages).toEqual([
    'people.csv:2: (column 6): has the byte F8, which is not UTF-8; the text may be windows-1252 ("Dvoøák") or windows-1250 ("Dvořák"): add --encoding windows-1252, or the one that shows the right words, or save the file as UTF-8',
  ])
})

test('guessEncodings takes UTF-8 with a wrong byte for damaged, and bytes of no text for nothing', async () => {
  const utf8 = Buffer.concat([Buffer.from('id,name\n1,Zoë Müller\n2,B'), Buffer.from([0xff]), Buffer.from('n\n')])
  expect(await guessEncodings(pieces(utf8))).toEqual({ damaged: true, guesses: [] })
  const { messages } = await readFiles({ 'people.csv': utf8 })
  expect(messages).toEqual([
    'people.csv:3: (column 4): has the byte FF, which is not UTF-8; the text around it is UTF-8, so correct this character and save the file',
  ])
  const noise = Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * at * 7 + at * 13) % 256))
  expect((await guessEncodings(pieces(noise))).guesses).toEqual([])
})
