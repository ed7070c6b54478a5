import { foldName, skeletonsOf } from '../../../cypher/names.ts'
import { fromArabic } from './arabic.ts'
import { fromCyrillic } from './cyrillic.ts'
import { otherCharacters } from './han.ts'
import { fromHangul } from './korean.ts'
import { anyAsciiLibrary } from './libraries.ts'
import { pinyinOfPerson, pinyinOfWords, wordsOfChinese } from './pinyin.ts'

/** The maximum number of other forms of a name. */
const MOST = 16

const IDEOGRAPHS = /^\p{Unified_Ideograph}+$/u
const HAN = /\p{Script=Han}/u
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}ー]/u
const HANGUL = /\p{Script=Hangul}/u
const CYRILLIC = /\p{Script=Cyrillic}/u
const GREEK = /\p{Script=Greek}/u
const ARABIC = /\p{Script=Arabic}/u
/** Scripts that omit vowels, or for which the general table omits them. */
const VOWELLESS =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Thai}]/u
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const ASCII = /^[\x00-\x7f]*$/

/**
 * Other forms of a name for search: in Latin letters, in the other set of Chinese characters, without apostrophes. They
 * are folded as search folds names, and differ from the folded name.
 */
export function formsOf(name: string, isPerson: boolean): string[] {
  if (ASCII.test(name) && !name.includes("'")) return []
  // Each character is a word. A shortcut, because the general case below takes longer than the forms themselves.
  if (IDEOGRAPHS.test(name))
    return [...latinOfHan(name, isPerson), ...otherCharacters(name).map(other => [...other].join(' '))].slice(0, MOST)
  const folded = foldName(name)
  const forms = new Set<string>()
  for (const form of spellings(name, folded, isPerson)) {
    forms.add(form)
    if (forms.size > MOST) break
  }
  forms.delete(folded)
  forms.delete('')
  return [...forms].slice(0, MOST)
}

function* spellings(name: string, folded: string, isPerson: boolean): Generator<string> {
  const bare = name.replace(/['’ʼ‘`´]/gu, '')
  if (bare !== name) yield foldName(bare)
  if (HAN.test(name)) {
    // Nothing tells how to read a name in kanji, and kana beside Han characters mean Japanese.
    if (!KANA.test(name)) yield* latinOfHan(name, isPerson)
    for (const other of otherCharacters(name)) yield foldName(other)
  } else if (KANA.test(name)) yield* latinOfKana(name)
  else if (HANGUL.test(name)) {
    for (const form of fromHangul(name, ascii)) yield foldName(form)
  } else if (CYRILLIC.test(name)) {
    for (const form of fromCyrillic(name)) yield ascii(form)
  } else if (GREEK.test(name)) {
    for (const form of [fromGreek(name), name]) yield ascii(form)
  } else if (ARABIC.test(name)) {
    for (const form of fromArabic(name)) yield ascii(form)
  } else {
    yield ascii(name)
    yield ascii(withUmlauts(name))
  }
  if (VOWELLESS.test(folded)) {
    const words = (ARABIC.test(name) ? withoutArticles(name) : name).split(/\s+/).map(ascii)
    yield skeletonsOf(words.flatMap(word => word.split(' '))).join(' ')
  }
}

/** In ASCII and folded. Scholarly marks for a hamza or a soft sign are no letters. */
const ascii = (text: string): string => foldName(anyAsciiLibrary()(text).replace(/['`]/g, ''))

const withoutArticles = (name: string): string => name.replace(/(?<=^|\s)ال(?=\p{L}{3})/gu, '')

function latinOfHan(name: string, isPerson: boolean): string[] {
  if (IDEOGRAPHS.test(name)) return isPerson ? pinyinOfPerson(name) : pinyinOfWords(wordsOfChinese(name))
  const runs = name.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []
  // Transcribed foreign names, 伊尔亚·苏茨克维, and names with Latin words, "Sora 团队".
  const parts = runs.map(run =>
    HAN.test(run) ? (pinyinOfWords(isPerson ? [run] : wordsOfChinese(run))[0] ?? '') : ascii(run),
  )
  return [parts.filter(part => part !== '').join(' ')]
}

/** Hepburn romanisation; a long o or u is usually written short. */
function* latinOfKana(name: string): Generator<string> {
  const written = ascii(name.replace(/ー/gu, ''))
  yield written.replace(/ou|oo/g, 'o').replace(/uu/g, 'u')
  yield written
}

/** ELOT 743, where a general table converts letter by letter: Παπαδόπουλος is Papadopoulos. */
const fromGreek = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .toLowerCase()
    .replace(/ς/gu, 'σ')
    .replace(/ου/gu, 'ou')
    .replace(/([αεη])υ(?=[θκξπσφχψ]|$|\s)/gu, '$1f')
    .replace(/([αεη])υ/gu, '$1v')
    .replace(/γ(?=[γξχ])/gu, 'n')
    .replace(/(?<=^|\s)μπ/gu, 'b')
    .replace(/(?<=^|\s)ντ/gu, 'd')
    .replace(/χ/gu, 'ch')

const UMLAUTS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' }

/** The German, Danish and Norwegian substitutes for letters missing on a keyboard: Müller is Mueller. */
const withUmlauts = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüøå]/gu, letter => UMLAUTS[letter] ?? letter)
