import { readPeriod } from '../../cypher/dates/grammar.ts'
import { paramsOf } from '../api/question-names.ts'
import { type FetchReply, httpReply } from '../api/replies.ts'
import { LANGUAGES } from '../i18n/languages.ts'
import { loadWords } from '../i18n/load-words.ts'
import { translator } from '../i18n/translate.ts'
import { createExplorer, type Explorer } from '../store/explorer.ts'
import { decodeLocation } from '../store/location.ts'
import { drawnQueries } from '../store/required-queries.ts'
import { isPinned, readAhead, searchOf } from './document-data.ts'
import { type Reader, themeOf } from './embed-content.ts'
import type { CitedSources } from './embed-rows.ts'
import { firstStep } from './embed-story.ts'
import { tellStep } from './host.ts'
import { citedSources, replyAhead } from './sent-ahead.ts'

export interface LivingEmbed {
  explorer: Explorer
  /** What a click on the mark of these nodes does, as soon as the view is there. */
  open(ids: string[]): void
  /** Shows the view at another date; null for all dates. What is no date changes nothing. */
  date(text: string | null): void
}

export const dateOf =
  ({ navigate }: Explorer): LivingEmbed['date'] =>
  text => {
    const at = readPeriod(text)
    if (at !== null) navigate({ at })
    else if (text === null) navigate({ at, vs: null })
  }

/** The state of a document that the server has rendered, from what it sent with it. A pinned document asks no server. */
export async function openEmbed(
  root: HTMLElement,
  window: Window & typeof globalThis,
): Promise<{ explorer: Explorer; reader: Reader; sources: CitedSources }> {
  const { document } = window
  const location = firstStep(decodeLocation(searchOf(root, window), paramsOf))
  const language = LANGUAGES.find(one => one === document.documentElement.lang) ?? 'en'
  await loadWords(language)
  const t = translator(language)
  const ahead = readAhead(document)
  const absent: FetchReply = async () => ({
    ok: false,
    failure: { status: 0, code: 'pinned', message: t('embed.absent'), retryAfter: null },
  })
  const fetchReply = isPinned(root) ? absent : httpReply(window.fetch.bind(window))
  const explorer = createExplorer(replyAhead(ahead, fetchReply, isPinned(root)), location, 'replace', drawnQueries)
  explorer.store.subscribe(({ location: { story, step } }, before) => {
    const shown = step === null || step === before.location.step ? undefined : story[step]
    if (step !== null && shown) tellStep(window, { step: step + 1, count: story.length, caption: shown.caption })
  })
  return { explorer, reader: { t, language, theme: themeOf(location) }, sources: citedSources(ahead) }
}
