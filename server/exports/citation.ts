import { readDate } from '../../cypher/dates/grammar.ts'
import type { Language } from '../../cypher/query.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import { questionWords } from '../../cypher/words/index.ts'
import type { Source } from '../../picture/answer/evidence.ts'
import { type PictureAnswer, paramsLine } from '../../picture/draw.ts'
import type { Question } from '../db/cypher-files.ts'
import { sourceWords } from './source-words.ts'

export interface Cited {
  question: Question
  answer: PictureAnswer & { truncated: boolean }
  /** Names of ids in the parameters. */
  names: ReadonlyMap<string, string>
  language: Language
  /** The date as of which the answer is cited, as written; null for all dates. */
  at: string | null
  /** The day of the last load; null if it is unknown. */
  loaded: string | null
  /** The current day. */
  today: string
  address: URL
  sources: readonly Source[]
}

/** What an answer is, as of which date, of which data, from which address, and by which sources: a text to paste below a graphic. */
export function citationText(cited: Cited): string {
  const { question, answer, names, language, at, loaded, today, address, sources } = cited
  const t = words[language]
  const { question: title } = questionWords(question, language)
  const { rows, total = rows.length, truncated } = answer
  const dated = at !== null && readDate(at) ? dateWords(at, language) : t.allDates
  const rowsText = truncated ? t.cut(rows.length, total) : t.rows(rows.length)
  return [
    title,
    paramsLine(question, answer, { language, names }),
    `${t.asOf}${dated}`,
    `${t.data}${loaded === null ? t.unknown : dateWords(loaded, language)}${t.comma}${rowsText}`,
    `${t.retrieved}${dateWords(today, language)}`,
    `${t.address}${address.href}`,
    ...(sources.length > 0 ? [t.sources(sources.length)] : [t.noSources]),
    ...sources.map((source, index) => `${index + 1}. ${sourceWords(source)}`),
    '',
  ]
    .filter((line, index, lines) => line !== '' || index === lines.length - 1)
    .join('\n')
}

const en = {
  asOf: 'As of: ',
  allDates: 'all dates',
  data: 'Data loaded: ',
  unknown: 'unknown',
  comma: ', ',
  rows: (count: number) => `${count} ${count === 1 ? 'row' : 'rows'}`,
  cut: (shown: number, all: number) => `${shown} of ${all} rows`,
  retrieved: 'Retrieved: ',
  address: 'Address: ',
  sources: (count: number) => `${count === 1 ? 'Source' : `${count} sources`}:`,
  noSources: 'The rows of this answer name no source. The claims behind them do: see the address.',
}
const zh: typeof en = {
  asOf: '截至：',
  allDates: '全部日期',
  data: '数据载入：',
  unknown: '未知',
  comma: '，',
  rows: count => `${count} 行`,
  cut: (shown, all) => `${all} 行中的 ${shown} 行`,
  retrieved: '取得日期：',
  address: '网址：',
  sources: count => `来源（${count} 个）：`,
  noSources: '此回答的各行未列出来源；其所依据的说法有来源，见上述网址。',
}
const words = { en, zh }
