import { labelWords, questionWords } from '../../cypher/words/index.ts'
import type { Question } from '../db/cypher-files.ts'
import { oembedAddress } from '../lib/view-address.ts'
import type { Row } from '../questions/answer-shape.ts'
import { hasFeed } from '../questions/changes-feed.ts'
import { downloads } from './download-links.ts'
import { Html, html, type Piece } from './html.ts'
import { layout, local } from './page-layout.ts'
import { type Language, type Words, words } from './page-words.ts'
import { type FieldError, form } from './question-form.ts'
import { samples } from './samples.ts'
import { shareLinks } from './share-links.ts'
import { table } from './table-html.ts'

/** The picture of an answer as SVG, for wide screens and for phones. */
export interface PagePictures {
  wide: string
  narrow: string
}

export interface PageAnswer {
  params: Record<string, unknown>
  columns: string[]
  rows: Row[]
  total?: number
  skipped?: number
  next?: string
  pictures: PagePictures
  /** Names of ids in the parameters. */
  names: ReadonlyMap<string, string>
}

export interface QuestionPage {
  question: Question
  language: Language
  /** The values of the form: the user's, or the example's. */
  query: Record<string, string>
  /** The values without a limit that is only that of the page. */
  shared: Record<string, string>
  isExample: boolean
  fieldErrors: FieldError[]
  /** Why there is no answer, if no field is invalid. */
  failure: string | null
  answer: PageAnswer | null
  /** The URL of the same question in the API. */
  url: URL
  /** Whether ad hoc Cypher is enabled. */
  hasConsole: boolean
}

export function questionPage(page: QuestionPage): string {
  const { question, language, query, isExample, fieldErrors: faults, answer, url } = page
  const t = words[language]
  const path = `/q/${question.name}`
  const text = questionWords(question, language)
  return layout(
    { language, title: text.title, path, query: isExample ? {} : query },
    html`<h1>${text.question}</h1>
<p class="quiet"><code>${question.name}</code></p>
${errorSummary(page, t)}
${form(question, query, faults, answer?.names ?? new Map(), language)}
${isExample && answer ? html`<p class="note">${t.example}</p>` : null}
${answer ? answerSection(page, answer, t) : null}
${cypher(page, t)}
${samples(url, language)}
`,
    html`${answer && card(text.title, page)}${hasFeed(question) && feedLink(text.title, query, language)}`,
  )
}

/** The feed about the same person or organisation, without the window, so that it has what becomes known later. */
const feedLink = (title: string, { node }: Record<string, string>, language: Language): Html =>
  html`<link rel="alternate" type="application/atom+xml" title="${title}" href="${local('/api/queries/changes-between.atom', node ? { node } : {}, language)}">
`

/** What other sites show of a link to this page (Open Graph, oEmbed). */
function card(title: string, { question, shared, url, language }: QuestionPage): Html {
  const view = new URL(local(`/q/${question.name}`, shared, language), url)
  const image = new URL(url)
  image.pathname += '.png'
  image.searchParams.set('width', '1200')
  image.searchParams.set('lang', language)
  return html`<meta property="og:type" content="website">
<meta property="og:title" content="${title}">
<meta property="og:image" content="${image.href}">
<meta name="twitter:card" content="summary_large_image">
<link rel="alternate" type="application/json+oembed" title="${title}" href="${oembedAddress(view)}">
`
}

function errorSummary({ fieldErrors: faults, failure, question, language }: QuestionPage, t: Words): Piece {
  if (failure) return html`<div class="error" role="alert"><p>${t.failed}: ${failure}</p></div>`
  if (faults.length === 0) return null
  const fields = Object.keys(question.params.shape)
  return html`<div class="error" role="alert"><p>${t.invalid}:</p><ul>${faults.map(({ parameter, message }) =>
    fields.includes(parameter)
      ? html`<li><a href="#${parameter}">${labelWords(parameter, language, question)}</a> ${message}</li>`
      : html`<li>${parameter} ${message}</li>`,
  )}</ul></div>`
}

function answerSection({ question, language, query, shared, url }: QuestionPage, answer: PageAnswer, t: Words): Html {
  const path = `/q/${question.name}`
  const { columns, rows, total = rows.length, skipped = 0, next } = answer
  return html`<section aria-labelledby="answer">
<h2 id="answer">${t.answer} <span class="quiet">${t.rows(rows.length, total)}${skipped > 0 ? `, ${t.after(skipped)}` : null}</span></h2>
${rows.length === 0 ? null : shareLinks({ question, language, query: shared, params: answer.params, names: answer.names, base: url })}
${rows.length === 0 ? null : picture(answer.pictures)}
${rows.length === 0 ? html`<p class="note">${t.none}${nearNames(question, query, language)}</p>` : table(columns, rows, language, question)}
<p class="actions">
${skipped > 0 ? html`<a class="button" href="${local(path, query, language)}">${t.first}</a>` : null}
${next ? html`<a class="button" rel="next" href="${local(path, { ...query, cursor: next }, language)}">${t.next}</a>` : null}
</p>
${downloads(question, query, language)}
</section>`
}

/** `toSvg` escapes every text. CSS shows the picture that fits the screen. */
const picture = ({ wide, narrow }: PagePictures): Html =>
  html`<figure class="picture"><div class="wide">${new Html(wide)}</div><div class="narrow">${new Html(narrow)}</div>
</figure>`

/** A link to similar names, because the name may be misspelt. */
const nearNames = ({ name }: Question, { text = '' }: Record<string, string>, language: Language): Html | null =>
  name === 'search' ? html` <a href="${local('/q/near-names', { text }, language)}">${words[language].near}</a>` : null

function cypher({ question, answer, language, hasConsole }: QuestionPage, t: Words): Html {
  const params = answer?.params ?? null
  const opened = new URLSearchParams({ query: question.cypher })
  if (params) opened.set('params', JSON.stringify(params))
  if (language !== 'en') opened.set('lang', language)
  const link = hasConsole ? html`<a href="/console?${opened.toString()}">${t.console}</a>` : null
  return html`<section aria-labelledby="cypher">
<h2 id="cypher">${t.cypher}</h2>
<p>${params ? t.cypherText : null} ${link}</p>
<pre tabindex="0"><code>${question.cypher.trimEnd()}</code></pre>
${params ? html`<pre tabindex="0"><code>${JSON.stringify(params, null, 2)}</code></pre>` : null}
</section>`
}
