import { DateError, parseDate } from '../../cypher/dates.ts'
import { compilePattern } from './dates.ts'

/** What a column may hold, by its name in English, German or Chinese. The first that fits takes the column. */
const MEANINGS = {
  sourceUrl: /^(source.?)?(url|link|href)$|链接|网址/i,
  source: /^(source|quelle|publisher|reference|来源|出处|媒体)/i,
  event: /^(event|movement|event.?type|vorgang|事件|变动)$/i,
  manner: /manner|^(leaving|departure|exit)?.?(type|kind)$|^art$|grund des|方式|类型/i,
  reason: /reason|grund|原因|理由/i,
  from: /^(from|previous|old|prior|former|von|原|前)|(from|von)$|原(公司|单位|俱乐部)|转出/i,
  to: /^(to|new|next|destination|nach|新)([ _.-]|$)|^(joining|new).?(club|company|employer)|去向|转入|新(公司|单位)/i,
  start: /start|begin|joined|hired|since|entry|eintritt|入职|加入|到任|开始/i,
  end: /\bend|left|leave|leaving|until|exit|departure.?date|austritt|离职|离任|离开|结束/i,
  announced: /announced|published|公布|宣布/i,
  date: /date|datum|day|when|year|jahr|日期|时间|年份|年月/i,
  role: /role|title|position|post|job|function|rank|职位|职务|岗位|头衔/i,
  aliases: /alias|also.?known|other.?names?|nickname|别名|英文名|曾用名/i,
  organisation:
    /^orgs?$|organi[sz]ation|company|employer|club|team|firm|institution|agency|verein|firma|公司|机构|单位|组织|俱乐部|部门/i,
  firstName: /^(first|given|fore).?names?$|^name\.(first|given)$|^vorname$|^first$/i,
  lastName: /^(last|family|sur).?names?$|^name\.(last|family)$|^surname$|^nachname$|^last$/i,
  id: /^(id|person.?id|employee.?id|编号|工号)$/i,
  name: /^(full.?|person.?|employee.?|player.?)?name$|^(person|player|employee|people|who)$|name|姓名|名字|人物|球员|员工/i,
} as const
export type Meaning = keyof typeof MEANINGS
export type Guesses = Partial<Record<Meaning, string>>

/** A date of birth is no date of leaving, and a name of a file none of a person. */
const ELSEWHERE = /birth|born|geburt|出生|生日|death|file.?name|user.?name/i

/** The first column of each meaning; `prefix` is what the columns of a list within rows begin with. */
export function guessColumns(columns: string[], prefix = ''): Guesses {
  const guesses: Guesses = {}
  const entries = Object.entries(MEANINGS) as [Meaning, RegExp][]
  for (const column of columns) {
    if (ELSEWHERE.test(column)) continue
    const name = prefix !== '' && column.startsWith(prefix) ? column.slice(prefix.length) : column
    const meaning = entries.find(([meaning, words]) => guesses[meaning] === undefined && words.test(name))?.[0]
    if (meaning) guesses[meaning] = column
  }
  return guesses
}

const PATTERNS = [
  ...['d/M/yyyy', 'M/d/yyyy', 'd.M.yyyy', 'd-M-yyyy', 'yyyy-M-d', 'yyyy/M/d', 'yyyy.M.d', 'yyyyMMdd'],
  ...['d MMM yyyy', 'MMM d, yyyy', 'MMM yyyy', 'M/yyyy', 'M.yyyy', 'yyyy/M', 'yyyy-M', 'yyyy.M'],
  ...['yyyy年M月d日', 'yyyy年M月', 'yyyy年'],
]

export interface DateGuess {
  patterns: string[]
  /** Whether day and month may be the other way round in all of the sample. */
  unsure: boolean
  /** Texts that no pattern fits. */
  unread: string[]
}

/** The fewest patterns that read the dates of a sample; EDTF needs none. */
export function guessDates(sample: string[]): DateGuess {
  let left = [...new Set(sample)].filter(text => text !== '' && !isDate(text) && !/^\d{4}-\d\d-\d\d[T ]\d/.test(text))
  const readers = PATTERNS.map(pattern => ({ pattern, read: compilePattern(pattern) }))
  const patterns: string[] = []
  let unsure = false
  while (left.length > 0) {
    const counts = readers.map(({ pattern, read }) => ({
      pattern,
      read,
      count: left.filter(text => fits(text, read)).length,
    }))
    const best = counts.reduce((best, next) => (next.count > best.count ? next : best))
    if (best.count === 0) break
    const countOf = (pattern: string) => counts.find(other => other.pattern === pattern)?.count
    if (best.pattern === 'd/M/yyyy' && countOf('M/d/yyyy') === best.count) unsure = true
    patterns.push(best.pattern)
    left = left.filter(text => !fits(text, best.read))
  }
  return { patterns, unsure, unread: left }
}

const fits = (text: string, read: (text: string) => string | null) => {
  const date = read(text)
  return date !== null && isDate(date)
}

function isDate(text: string): boolean {
  try {
    parseDate(text.slice(0, 50))
    return text.length <= 50
  } catch (error) {
    if (!(error instanceof DateError)) throw error
    return false
  }
}

const WORDS: [RegExp, string][] = [
  [/resign|quit|voluntary|rücktritt|démission|辞职|辞任|请辞/i, 'resigned'],
  [/dismiss|fired|sacked|terminat|kündigung|entlass|解雇|开除|免职/i, 'dismissed'],
  [/laid.?off|redundan|裁员/i, 'laid-off'],
  [/retire|ruhestand|rente|退休/i, 'retired'],
  [/died|death|deceased|verstorben|去世|逝世|病逝/i, 'died'],
  [/transfer|wechsel|调任|转会|调动/i, 'transferred'],
  [/expire|end of|ablauf|期满|到期/i, 'ended'],
]
export const guessManner = (text: string): string => WORDS.find(([words]) => words.test(text))?.[1] ?? ''

export const guessEvent = (text: string): string =>
  /join|hire|appoint|start|in$|入|加入|任命|上任/i.test(text)
    ? 'joined'
    : /left|leave|resign|depart|exit|quit|out$|离|辞|卸任/i.test(text)
      ? 'left'
      : 'present'
