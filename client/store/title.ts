import type { Reply } from '../../cypher/wire.ts'
import { errorWords } from '../../cypher/words/error-words.ts'
import { questionWords } from '../../cypher/words/index.ts'
import { namesIn } from '../../picture/answer/evidence.ts'
import type { Network } from '../../picture/network/network.ts'
import type { Failure } from '../api/failure.ts'
import { questions } from '../api/question-names.ts'
import type { Language } from '../i18n/languages.ts'
import type { Translate } from '../i18n/translate.ts'
import { DEFAULT_QUERY, type Location } from './location.ts'

const NAMED = ['overview', 'around', 'who-left', 'where-they-went', 'career']

/** What a title is made of. */
interface Titled {
  location: Location
  network: Network | null
  reply: Reply | null | undefined
}

/** The title of the answer, with the names of the people and organisations that it is about. */
export function titleOf(t: Translate, language: Language, { location, network, reply }: Titled): string {
  const { query, params } = location
  const question = questions.get(query)
  const listed = namesIn(reply?.rows ?? [])
  const nameOf = (text: string) => network?.nodes.get(text)?.name ?? listed.get(text) ?? text
  if (NAMED.includes(query))
    return t(`question.${query}`, { name: nameOf(params.node ?? params.organisation ?? params.person ?? '') })
  if (!question) return t('question.other', { name: query })
  const { title } = questionWords(question, language)
  const about = Object.keys(question.entities ?? {}).flatMap(param => params[param] ?? [])
  const name = about.map(nameOf).join(language === 'zh' ? '、' : ', ')
  return name ? t('question.about', { title, name }) : title
}

/** The title of a page in this state; without a question or a selection, the site and what it is about. */
export function pageTitle(t: Translate, language: Language, state: Titled & { selection: readonly string[] }): string {
  const { location, network, selection } = state
  if (location.query === DEFAULT_QUERY && selection.length === 0) return `${t('appName')} — ${t('tagline')}`
  const names = selection.map(id => network?.nodes.get(id)?.name ?? id).join(' – ')
  return [names, titleOf(t, language, state), t('appName')].filter(Boolean).join(' · ')
}

/** Why a query failed: what the server says, if it does. */
export const reasonOf = (t: Translate, language: Language, failure: Failure | null | undefined): string =>
  (failure && errorWords(failure, language).text) ||
  t(failure?.code === 'unreachable' ? 'error.unreachable' : 'error.unreadable')
