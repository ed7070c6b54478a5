import { simplify } from './han.ts'
import { pinyinLibrary } from './libraries.ts'

/** Surnames of two characters. */
const COMPOUND = new Set(
  (
    '欧阳 司马 上官 诸葛 夏侯 东方 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 皇甫 端木 百里 呼延 南宫 独孤 轩辕 司空 申屠 太史 公冶 澹台 ' +
    '濮阳 钟离 闻人 东郭 西门 左丘 公羊 万俟 鲜于 闾丘 赫连 拓跋 第五 完颜 叶赫 纳兰'
  ).split(' '),
)

/** Surnames with two readings in use; the library gives the other one. */
const TWO_READINGS: Record<string, string> = { 乐: 'le', 覃: 'tan', 朴: 'pu', 仉: 'zhang', 盖: 'gai', 翟: 'di' }

const [MOST_READINGS, MOST_OF_A_CHARACTER] = [4, 2]

/** The maximum length of a family and given name; longer ones are transcribed foreign names. */
const LONGEST = 4

/**
 * A person's name in Chinese characters in pinyin, as people type it: 谢赛宁 as "xie saining", "xie sai ning" and
 * "xiesaining". The family name has its surname reading (单 shan). Characters with several readings give several names,
 * most likely first.
 */
export function pinyinOfPerson(name: string): string[] {
  const characters = [...simplify(name)]
  if (characters.length > LONGEST) return pinyinOfWords([name])
  const [first = '', second = ''] = characters
  const length = characters.length > 2 && COMPOUND.has(first + second) ? 2 : 1
  const family = readingsOfSurname(length === 1 ? first : first + second)
  const given = combine(characters.slice(length).map(readingsOf))
  const forms: string[] = []
  for (const syllables of given)
    for (const surname of family) {
      const joined = syllables.join('')
      forms.push(`${surname} ${joined}`, surname + joined)
      // Separate syllables are searched less often.
      if (syllables === given[0] && syllables.length > 1) forms.push(`${surname} ${syllables.join(' ')}`)
    }
  return characters.length === length ? family : forms
}

/**
 * Chinese words in pinyin, for example of an organisation's name: 重庆大学 as "chongqing daxue", joined and by syllable.
 */
export function pinyinOfWords(words: readonly string[]): string[] {
  const read = words.map(word =>
    pinyinLibrary()
      .pinyin(simplify(word), { toneType: 'none', type: 'array', nonZh: 'removed' })
      .map(syllable => syllable.replace('ü', 'v')),
  )
  const joined = read.map(syllables => syllables.join(''))
  const all = joined.join('')
  return [...new Set([joined.join(' '), read.flat().join(' '), ...(read.flat().length <= 6 ? [all] : [])])]
}

let segmenter: Intl.Segmenter | undefined

/** Splits Chinese text into words with the ICU dictionary. */
export function wordsOfChinese(text: string): string[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' })
  return Array.from(segmenter.segment(simplify(text)), ({ segment }) => segment)
}

const surnames = new Map<string, string[]>()
const characters = new Map<string, string[]>()

function readingsOfSurname(surname: string): string[] {
  let found = surnames.get(surname)
  if (!found) {
    const options = { toneType: 'none', type: 'array', surname: 'head' } as const
    const other = TWO_READINGS[surname]
    const read = [pinyinLibrary().pinyin(surname, options).join(''), ...(other ? [other] : [])]
    found = read.flatMap(spellingsOf)
    surnames.set(surname, found)
  }
  return found
}

function readingsOf(character: string): string[] {
  let found = characters.get(character)
  if (!found) {
    const all = pinyinLibrary().pinyin(character, { toneType: 'none', type: 'array', multiple: true })
    found = [...new Set(all)].slice(0, MOST_OF_A_CHARACTER).flatMap(spellingsOf)
    characters.set(character, found)
  }
  return found
}

/** The letter ü is typed as v or u, and written yu in Chinese passports. */
const spellingsOf = (syllable: string): string[] =>
  syllable.includes('ü') ? ['v', 'u', 'yu'].map(letter => syllable.replace('ü', letter)) : [syllable]

/** All combinations of one choice from each list, in order, up to the maximum that is kept. */
function combine(choices: readonly string[][]): string[][] {
  let made: string[][] = [[]]
  for (const some of choices) made = some.flatMap(one => made.map(begun => [...begun, one])).slice(0, MOST_READINGS)
  return made
}
