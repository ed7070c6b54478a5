import { eventOf, isDate, isOngoing, looksLikeDate, mannerOf, meansEmpty } from './column-values.ts'
import { wordsOf } from './header-words.ts'
import * as vocabulary from './vocabulary.ts'

/** The content of a column, inferred from its name and values. */
export type Kind =
  | 'start'
  | 'end'
  | 'announced'
  | 'date'
  | 'season'
  | 'other date'
  | 'organisation'
  | 'previous'
  | 'next'
  | 'counterpart'
  | 'unit'
  | 'place'
  | 'party'
  | 'name'
  | 'person'
  | 'other person'
  | 'related person'
  | 'other event'
  | 'first name'
  | 'middle name'
  | 'last name'
  | 'suffix'
  | 'alias'
  | 'other name'
  | 'role'
  | 'other role'
  | 'event'
  | 'manner'
  | 'reason'
  | 'type'
  | 'person id'
  | 'id'
  | 'other id'
  | 'source'
  | 'source url'
  | 'place in source'
  | 'other'

export interface Column {
  /** The name as a mapping writes it. */
  name: string
  words: string
  kind: Kind
  /** The organisation type that the name indicates. */
  type?: string
  /** The distinct non-empty texts. */
  texts: string[]
}

/** Classifies a column by its name and its sample values, or by the labels of these in a separate column. */
export function toColumn(name: string, values: readonly string[], prefix = '', labels = values): Column {
  const texts = distinct(values)
  const words = wordsOf(prefix !== '' && name.startsWith(prefix) ? name.slice(prefix.length) : name)
  const kind = kindOf(words, labels === values ? texts : distinct(labels))
  const type = typeOf(words)
  return { name, words, kind, texts, ...(type && { type }) }
}

const distinct = (values: readonly string[]) =>
  [...new Set(values.map(text => text.trim()))].filter(text => text !== '')

/** Undefined if the words do not name an organisation. */
export const typeOf = (words: string): string | undefined =>
  vocabulary.PARTY.test(words) ? 'other' : vocabulary.ORGANISATIONS.find(([, called]) => called.test(words))?.[0]

function kindOf(words: string, texts: readonly string[]): Kind {
  if ([vocabulary.BIRTH, vocabulary.RECORD_DATE, vocabulary.OTHER_PERIOD].some(called => called.test(words)))
    return texts.some(looksLikeDate) ? 'other date' : 'other'
  if (vocabulary.SOURCE_URL.test(words)) return 'source url'
  if (vocabulary.SOURCE.test(words)) return share(texts, isUrl) > 0.5 ? 'source url' : 'source'
  if (vocabulary.PAGE.test(words)) return 'place in source'
  if (vocabulary.URL.test(words))
    return /^(url|link|href|permalink|链接|网址)$/.test(words) ? 'place in source' : 'other'
  if (vocabulary.ALIAS.test(words)) return 'alias'
  if (vocabulary.NEVER.test(words)) return 'other'
  if (vocabulary.REASON.test(words)) return 'reason'
  if (vocabulary.MANNER.test(words)) return 'manner'
  return kindOfDates(words, texts) ?? kindOfId(words) ?? kindOfName(words) ?? kindOfRest(words, texts)
}

function kindOfDates(words: string, texts: readonly string[]): Kind | undefined {
  const filled = texts.filter(text => !isOngoing(text) && !meansEmpty(text))
  const areDates = filled.length > 0 && share(filled, looksLikeDate) >= 0.5
  const called = vocabulary.DATE.test(words) || vocabulary.DATE_AT_END.test(words)
  // "Joined" and "From" may head dates or organisations.
  const isUnread = called ? filled.some(isUnreadDate) : share(filled, hasYear) >= 0.5
  if (!areDates && filled.length > 0 && !isUnread) return undefined
  if (vocabulary.ANNOUNCED.test(words)) return 'announced'
  if (vocabulary.END.test(words) || vocabulary.TO.test(words)) return 'end'
  if (vocabulary.START.test(words) || vocabulary.FROM.test(words)) return 'start'
  if (filled.length === 0 || (!areDates && !called)) return undefined
  if (vocabulary.SEASON.test(words)) return share(filled, isDate) >= 0.5 ? 'season' : 'other date'
  if (called) return 'date'
  return filled.every(text => /^\d+$/.test(text)) ? undefined : 'other date'
}

/** For example "early 2018", or a spreadsheet serial day. */
const hasYear = (text: string) => /(?<!\d)(1[5-9]|20)\d\d(?!\d)|^\d{5}$/.test(text)
/** Spreadsheet serial days, or digits mixed with other characters. */
const isUnreadDate = (text: string) => /^\d{5}$/.test(text) || (/\d/.test(text) && /\D/.test(text))

function kindOfId(words: string): Kind | undefined {
  if (vocabulary.PERSON_ID.test(words)) return 'person id'
  if (words === 'id' || words === '编号') return 'id'
  return vocabulary.ID.test(words) ? 'other id' : undefined
}

function kindOfName(words: string): Kind | undefined {
  if (vocabulary.FULL_NAME.test(words)) return 'name'
  if (vocabulary.MIDDLE_NAME.test(words)) return 'middle name'
  if (vocabulary.FIRST_NAME.test(words)) return 'first name'
  if (vocabulary.LAST_NAME.test(words)) return 'last name'
  return vocabulary.SUFFIX.test(words) ? 'suffix' : undefined
}

function kindOfRest(words: string, texts: readonly string[]): Kind {
  if (vocabulary.PLACE.test(words)) return 'place'
  if (vocabulary.UNIT.test(words)) return 'unit'
  const type = typeOf(words)
  const isRole = vocabulary.ROLE.test(words) && texts.some(text => /\p{L}/u.test(text))
  if (vocabulary.COUNTERPART.test(words) && typeOf(words.replace(vocabulary.COUNTERPART, '').trim()))
    return 'counterpart'
  if (!isRole && (type !== undefined || vocabulary.isBare(words))) {
    if (vocabulary.NEXT.test(words) || vocabulary.START.test(words) || vocabulary.TO.test(words)) return 'next'
    if (vocabulary.PREVIOUS.test(words) || vocabulary.END.test(words) || vocabulary.FROM.test(words)) return 'previous'
  }
  if (vocabulary.PARTY.test(words)) return 'party'
  if (type !== undefined) return 'organisation'
  if (vocabulary.EVENT.test(words) || vocabulary.TYPE.test(words))
    return kindOfEvents(texts, vocabulary.EVENT.test(words))
  const areNames = share(texts, looksLikeName) > 0.5
  if (vocabulary.PERSON.test(words) && areNames && !vocabulary.RELATED_PERSON.test(words)) return 'person'
  if (isRole) return vocabulary.PREVIOUS.test(words) || vocabulary.NEXT.test(words) ? 'other role' : 'role'
  if (vocabulary.RELATED_PERSON.test(words) && areNames) return 'related person'
  if (vocabulary.OTHER_PERSON.test(words) && areNames) return 'other person'
  if (vocabulary.NAME.test(words)) return 'other name'
  if (texts.length > 0 && texts.length < 20 && texts.every(isMove)) return 'event'
  return [vocabulary.START, vocabulary.END, vocabulary.PREVIOUS, vocabulary.NEXT].some(called => called.test(words))
    ? 'other event'
    : 'other'
}

/** Codes of the chambers of the United States Congress, in a column `type`. */
export const CHAMBERS: Readonly<Record<string, string>> = { sen: 'Senate', rep: 'House of Representatives' }

function kindOfEvents(texts: readonly string[], isEvent: boolean): Kind {
  if (texts.length > 0 && texts.every(text => Object.hasOwn(CHAMBERS, text))) return 'organisation'
  if (texts.length > 60) return 'other'
  if (texts.some(isMove)) return 'event'
  if (texts.some(text => mannerOf(text) !== '')) return 'manner'
  return isEvent ? 'event' : 'type'
}

const isMove = (text: string) => ['joined', 'left'].includes(eventOf(text) ?? '')

const share = (texts: readonly string[], holds: (text: string) => boolean) =>
  texts.length === 0 ? 0 : texts.filter(holds).length / texts.length

const looksLikeName = (text: string) =>
  /\p{L}/u.test(text) &&
  !/@|:\/\/|^(yes|no|true|false|y|n|m|f|ja|nein|oui|non|s[ií]|是|否)$/i.test(text) &&
  text.length <= 80

export const isUrl = (text: string) => /^https?:\/\/\S+$/.test(text)
