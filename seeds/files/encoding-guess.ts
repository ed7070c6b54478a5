import { decoderOf, type Encoding } from './decode.ts'

/** A possible encoding, and sample words decoded with it. */
export interface EncodingGuess {
  encoding: Encoding
  words: string[]
}

/** The sample size: lines with non-ASCII bytes, up to this length. */
const SAMPLE = 64 * 1024

/** Encodings tried in addition to those that the detector scores. */
const ALSO = ['windows-1252', 'windows-1251', 'windows-1250', 'windows-1253', 'windows-874']

/**
 * Guesses the encoding of text that is not UTF-8: the most likely first, others only if nearly as likely. For messages
 * only: sample words let the user judge. `damaged` means UTF-8 with some invalid bytes.
 */
export async function guessEncodings(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ damaged: boolean; guesses: EncodingGuess[] }> {
  const sample = await sampleOf(chunks)
  if (isDamagedUtf8(sample)) return { damaged: true, guesses: [] }
  const guesses = (await scoresOf(sample)).flatMap(([encoding, confidence]) => {
    const words = wordsIn(sample, encoding)
    const sound = words.filter(isPlausible)
    if (sound.length === 0 || sound.length < PLAUSIBLE * words.length || isOverAccented(sound)) return []
    const score = confidence + (100 * sound.length) / words.length + bonusOf(encoding, sound)
    return [{ encoding, words: sound.slice(0, 4), score }]
  })
  const [best, ...others] = guesses.sort((a, b) => b.score - a.score)
  if (!best) return { damaged: false, guesses: [] }
  const rivals = others.filter(({ score, words }) => score > best.score - NEAR && words.join() !== best.words.join())
  const shown = [best, ...rivals.slice(0, 2)]
  return { damaged: false, guesses: shown.map(({ encoding, words }) => ({ encoding, words })) }
}

const PLAUSIBLE = 0.8
/** A guess is listed only if its score is at most this much below the best. */
const NEAR = 15

async function scoresOf(sample: Buffer): Promise<[Encoding, number][]> {
  const { analyse } = await import('chardet')
  const scores = new Map<Encoding, number>(ALSO.map(encoding => [encoding, 0]))
  for (const { name, confidence } of analyse(sample)) {
    // On the web, Latin-1 is a label of its superset windows-1252.
    const encoding = name === 'ISO-8859-1' ? 'windows-1252' : name.toLowerCase()
    scores.set(encoding, Math.max(scores.get(encoding) ?? 0, confidence))
  }
  return [...scores]
}

/** Bytes of other text rarely decode to Hangul alone. GB18030 has been detected earlier. */
const bonusOf = (encoding: Encoding, words: string[]): number =>
  encoding === 'gb18030' ? -20 : words.every(word => /^\p{Script=Hangul}+$/u.test(word)) ? 16 : 0

async function sampleOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const lines: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    // Lines can be decoded separately, except in UTF-16.
    for (const line of linesOf(Buffer.from(chunk)))
      if (line.some(byte => byte >= 0x80)) {
        lines.push(line)
        size += line.length
      }
    if (size >= SAMPLE) break
  }
  return Buffer.concat(lines).subarray(0, 2 * SAMPLE)
}

function* linesOf(bytes: Buffer): Generator<Buffer> {
  let start = 0
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
    yield bytes.subarray(start, end + 1)
    start = end + 1
  }
  yield bytes.subarray(start)
}

/** In other text, about one character in ten would be valid UTF-8 by chance. */
function isDamagedUtf8(sample: Buffer): boolean {
  const text = sample.toString('utf8')
  const bad = text.match(/\ufffd/g)?.length ?? 0
  const good = text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0
  return good >= bad
}

/** The words with non-ASCII letters; an empty list if the bytes do not fit the encoding. */
function wordsIn(sample: Buffer, encoding: Encoding): string[] {
  let text: string
  try {
    text = decoderOf(encoding, { fatal: true }).decode(sample, { stream: true })
  } catch {
    return []
  }
  if (/[\x80-\x9f]/.test(text)) return []
  const words = text.split(/[\s,;|:"'()./«»„“”‘’–—\u3000-\u303f\u30fb\uff01-\uff0f\uff1a-\uff20-]+/)
  return [...new Set(words.filter(word => /[^\0-\x7f]/.test(word)))].slice(0, 2000)
}

/** Whether a word has letters of one script only, in lower case, upper case or capitalised. */
function isPlausible(word: string): boolean {
  if (!/^[\p{L}\p{M}\p{N}€…]+$/u.test(word) || /[\uff61-\uff9f]/.test(word)) return false
  const letters = [...word].filter(letter => /[\p{L}\p{M}]/u.test(letter))
  if (!SCRIPTS.some(script => letters.every(letter => script.test(letter)))) return false
  const [first = '', ...rest] = letters
  const end = rest.join('')
  return end === end.toLowerCase() || first + end === (first + end).toUpperCase()
}

const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Thai}/u,
  /\p{Script=Hangul}/u,
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|ー/u,
]

/** No Latin spelling has this many accents, but text of another script decoded as Latin has. */
function isOverAccented(words: string[]): boolean {
  const letters = [...words.join('')].filter(letter => /\p{Script=Latin}/u.test(letter))
  return letters.filter(letter => /[^\0-\x7f]/.test(letter)).length > 0.6 * letters.length
}
