import { dateWords } from '../../cypher/words/date-words.ts'
import { type Markup, markup, markupText } from '../../picture/scene/markup.ts'
import { toSvg } from '../../picture/scene/svg.ts'
import type { Ask } from '../api/asks.ts'
import { paramsOf } from '../api/question-names.ts'
import type { FetchReply } from '../api/replies.ts'
import { en } from '../i18n/en.ts'
import type { Language } from '../i18n/languages.ts'
import { addWords, chooseLanguage, translator } from '../i18n/translate.ts'
import { zh } from '../i18n/zh.ts'
import { keyOf } from '../store/answers.ts'
import { createExplorer, type Explorer, type ExplorerState } from '../store/explorer.ts'
import { decodeLocation } from '../store/location.ts'
import { documentQueries, mainAsk } from '../store/required-queries.ts'
import { asksForTime } from './document-data.ts'
import { embedContent, themeOf } from './embed-content.ts'
import type { EmbedParts } from './embed-document.ts'
import { embedPictures } from './embed-pictures.ts'
import { type CitedSources, citedOnMap } from './embed-rows.ts'
import { firstStep } from './embed-story.ts'
import type { EmbedView } from './embed-view.ts'
import { isPublic, linkedFrom, textOf } from './pinned-parts.ts'
import type { SentAhead } from './sent-ahead.ts'

addWords('en', en)
addWords('zh', zh)

export interface EmbedRequest {
  /** The query of the address, with its `?`. */
  search: string
  /** The languages of the reader, the preferred one first. */
  languages: readonly string[]
  fetchReply: FetchReply
  /** The sources by the ids of their claims, or by their own. */
  sourcesOf(ids: string[]): Promise<CitedSources>
  /** The address of the server, with a slash at its end. */
  base: string
  /** The page as it was built: `embed.html`. */
  template: string
}

export interface EmbedPage {
  /** Of HTTP: that of the main answer if there is nothing to show. */
  status: number
  language: Language
  title: string
  html: string
}

export interface PinnedView extends EmbedPage {
  /** The picture; null if the view has none. */
  svg: string | null
  /** What it shows in words, with its sources. */
  text: string
  /** The answers and their sources as JSON. */
  data: string
}

/** More JSON than this, in characters, is left to be fetched by those who touch the map, so that the picture is there first. */
const MOST_AHEAD = 400_000

/** Renders the page of an embed. A question that fails is said on the page; only faults of this program are thrown. */
export async function renderEmbed(request: EmbedRequest): Promise<EmbedPage> {
  const { state, sources, view, parts, ...page } = await opened(request)
  const hasAhead = view.shows === 'map' || asksForTime(request.search)
  const ahead = hasAhead ? JSON.stringify(sentAhead(state, sources)) : null
  const { title, language } = page
  return {
    ...{ status: page.status, language, title },
    html: filled(request.template, {
      ...page,
      root: rootOf(view, parts),
      ahead: ahead !== null && ahead.length <= MOST_AHEAD ? ahead : null,
      head: card(title, mainAsk(state.location), language, request),
    }),
  }
}

/** Renders a view as files that need no server, with everything that it shows. `today` is the date in them. */
export async function renderPinned(request: EmbedRequest & { today: string }): Promise<PinnedView> {
  const { state, sources, view, parts, rows, pictures, t, ...page } = await opened(request)
  const { search, base, today, template } = request
  const { title, language } = page
  const data = JSON.stringify({ title, view: search, published: today, ...sentAhead(state, sources) })
  const note = t('embed.pinned', { date: dateWords(today, language) })
  const about = { title, counts: view.counts, note }
  const links = isPublic(base) ? base : null
  const root = rootOf(view, parts, {
    'data-pinned': today,
    'data-search': search,
    'data-incomplete': t('embed.incomplete'),
    'data-base': links,
  })
  const pinned = markup('p', { class: 'pinned quiet' }, note)
  return {
    ...{ status: page.status, language, title, data },
    html: filled(template, {
      ...page,
      root: linkedFrom({ ...root, children: [...root.children, pinned] }, links),
      ...{ ahead: data, head: '' },
    }),
    svg: pictures && toSvg(pictures.wide),
    text: textOf(about, rows, language),
  }
}

/** Everything of a view, once its questions are answered. */
async function opened(request: EmbedRequest) {
  const location = firstStep(decodeLocation(request.search, paramsOf))
  const language = chooseLanguage(location.lang, request.languages)
  const theme = themeOf(location)
  const t = translator(language)
  const state = await settled(createExplorer(request.fetchReply, location, 'replace', documentQueries))
  const cited = citedOnMap(state)
  const sources: CitedSources = cited.length > 0 ? await request.sourcesOf(cited) : new Map()
  const reader = { t, language, theme }
  const content = embedContent(state, sources, reader, view => embedPictures(state, view, reader))
  const { failure, title } = content.view
  return { ...content, ...reader, state, sources, title, status: failure ? failure.status || 503 : 200 }
}

function rootOf(
  { shows, shown, failure }: EmbedView,
  parts: EmbedParts,
  attributes: Markup['attributes'] = {},
): Markup {
  const { heading, story, stage, legend, foot, words, steps } = parts
  return markup(
    'main',
    {
      ...{ id: 'root', 'data-shows': shows, 'data-error': failure?.code },
      ...{ 'data-people': shown.people, 'data-organisations': shown.organisations, 'data-claims': shown.claims },
      ...attributes,
    },
    ...[heading, story, stage, legend, foot, words, steps],
  )
}

/** The state once every required answer has arrived or failed. */
function settled(explorer: Explorer): Promise<ExplorerState> {
  const { store } = explorer
  return new Promise(resolve => {
    const check = () => {
      const state = store.getState()
      const isOpen = documentQueries(state, state.network).some(ask => {
        const answer = state.answers[keyOf(ask)]
        return !answer || answer.status === 'loading'
      })
      if (isOpen) return
      unsubscribe()
      explorer.stop()
      resolve(state)
    }
    // After the current change, which may send more queries.
    const unsubscribe = store.subscribe(() => queueMicrotask(check))
    queueMicrotask(check)
  })
}

/** What a living view starts with. */
function sentAhead({ answers }: ExplorerState, sources: CitedSources): SentAhead {
  return {
    replies: Object.fromEntries(
      Object.entries(answers).flatMap(([key, { reply }]) => (reply ? [[key, reply] as const] : [])),
    ),
    sources: [...new Set(sources.values())].map(source => ({
      source,
      cites: [...sources].flatMap(([id, one]) => (one === source ? id : [])),
    })),
  }
}

/** What other sites show of a link to the page (Open Graph, oEmbed). */
function card(
  title: string,
  { name, params }: Ask,
  language: Language,
  { base, search }: Pick<EmbedRequest, 'base' | 'search'>,
): string {
  const image = `${base}api/queries/${name}.png?${new URLSearchParams({ ...params, width: '1200', lang: language })}`
  const entries = [
    { property: 'og:type', content: 'website' },
    { property: 'og:title', content: title },
    { property: 'og:image', content: image },
    { name: 'twitter:card', content: 'summary_large_image' },
  ]
  const href = `${base}oembed?${new URLSearchParams({ url: `${base}embed${search}` })}`
  return [
    ...entries.map(entry => markup('meta', entry)),
    markup('link', { rel: 'alternate', type: 'application/json+oembed', title, href }),
  ]
    .map(element => markupText(element).replace(/<\/\w+>$/, ''))
    .join('\n')
}

/** Fills the built page. A template without one of these texts fails loudly. */
function filled(
  template: string,
  {
    language,
    theme,
    title,
    root,
    ahead,
    head,
  }: { language: Language; theme: string; title: string; root: Markup; ahead: string | null; head: string },
): string {
  // In a script, only an opening angle bracket could end it.
  const data =
    ahead === null ? '' : `<script type="application/json" id="ahead">${ahead.replaceAll('<', '\\u003c')}</script>`
  const parts: [string, string][] = [
    ['<html lang="en">', `<html lang="${language}" data-theme="${theme}">`],
    ['<title>who left where</title>', `${markupText(markup('title', {}, title))}\n${head}`],
    ['<main id="root"></main>', `${markupText(root)}\n${data}`],
  ]
  return parts.reduce((page, [mark, text]) => {
    if (!page.includes(mark)) throw new Error(`embed.html has no ${mark}`)
    return page.replace(mark, () => text)
  }, template)
}
