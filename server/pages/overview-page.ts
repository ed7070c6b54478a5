import { helpWords, questionWords } from '../../cypher/words/index.ts'
import type { Question, Questions } from '../db/cypher-files.ts'
import { parameters } from '../questions/parameter-objects.ts'
import { html } from './html.ts'
import { layout, local } from './page-layout.ts'
import { type Language, words } from './page-words.ts'

/** The questions, each with a link to its page. */
export function indexPage(questions: Questions, language: Language): string {
  const t = words[language]
  return layout(
    { language, title: t.indexTitle, path: '/q', query: {} },
    html`<h1>${t.indexTitle}</h1>
<p>${t.indexText}</p>
<ul class="questions">
${[...questions.values()].map(
  question => html`<li>
<a href="${local(`/q/${question.name}`, {}, language)}">${questionWords(question, language).question}</a>
<p class="quiet"><code>${question.name}</code> · ${t.takes} ${takes(question) || t.nothing}</p>
</li>`,
)}
</ul>`,
  )
}

const takes = ({ params }: Question) => Object.keys(params.shape).join(', ')

/** How to ask from a program: the whole interface, for people. */
export function apiPage(questions: Questions, base: URL, language: Language): string {
  const t = words[language]
  const example = new URL('/api/queries/who-left?organisation=openai', base)
  return layout(
    { language, title: t.apiTitle, path: '/api', query: {} },
    html`<h1>${t.apiTitle}</h1>
<p>${t.apiText}</p>
<pre tabindex="0"><code>curl '${example.href}'</code></pre>
<ul>
<li><a href="/api/queries"><code>/api/queries</code></a> lists the questions, with parameters and rows as JSON Schema.</li>
<li><a href="/api/openapi.json"><code>/api/openapi.json</code></a> describes all of it as OpenAPI 3.1.</li>
<li><a href="${local('/q', {}, language)}"><code>/q</code></a> has a page for every question.</li>
</ul>
<h2>${t.forms}</h2>
<table class="plain">
<thead><tr><th scope="col">Suffix</th><th scope="col">Accept</th><th scope="col">What comes</th></tr></thead>
<tbody>
<tr><td><code>.json</code></td><td><code>application/json</code></td><td>One object: <code>query</code>, <code>cypher</code>, <code>params</code>, <code>columns</code>, <code>rows</code>, <code>truncated</code>, and where they are known <code>total</code> and <code>next</code>.</td></tr>
<tr><td><code>.csv</code></td><td><code>text/csv</code></td><td>RFC 4180 in UTF-8. An object becomes a column for each member, a list becomes JSON. Text that a spreadsheet would run is led by an apostrophe.</td></tr>
<tr><td><code>.ndjson</code></td><td><code>application/x-ndjson</code></td><td>As it is read: a line <code>{"head": …}</code>, a line <code>{"row": …}</code> each, and at the end <code>{"summary": …}</code>, or <code>{"error": …}</code> if it failed midway. What ends with neither was cut off.</td></tr>
</tbody>
</table>
<h2>Pages</h2>
<p>A question with a <code>limit</code> says <code>truncated</code> and gives a cursor as <code>next</code>; ask the same again with <code>cursor=</code>. The <code>Link</code> header holds the whole address. The pages together are one answer: if rows that you have already got have changed meanwhile, the next page is refused with 409, and you begin again.</p>
<h2>Asking again</h2>
<p>An answer has an <code>ETag</code> that holds until the data change. Send it as <code>If-None-Match</code>, and 304 says that your copy still holds. Bodies are compressed by brotli or gzip where that is accepted.</p>
<h2>Refusals</h2>
<p>A refusal is <code>{"error": {"code", "message", "details"}}</code>, and its message says what to do.</p>
<table class="plain">
<thead><tr><th scope="col">Status</th><th scope="col">Why</th></tr></thead>
<tbody>
<tr><td>400</td><td>A parameter is wrong, missing or unknown, or a name means nobody or more than one; <code>details</code> names each.</td></tr>
<tr><td>404</td><td>There is no such question; near names are given.</td></tr>
<tr><td>406</td><td>None of the accepted forms is there.</td></tr>
<tr><td>409</td><td>The rows before the cursor have changed.</td></tr>
<tr><td>503, 504</td><td>The database does not answer, or the question took too long; <code>Retry-After</code> says when to ask again.</td></tr>
</tbody>
</table>
<h2>${t.questions}</h2>
${[...questions.values()].map(
  question => html`<section class="endpoint" aria-labelledby="${question.name}">
<h3 id="${question.name}"><a href="${local(`/q/${question.name}`, {}, language)}">GET /api/queries/${question.name}</a></h3>
<p>${questionWords(question, language).question}</p>
${parameterTable(question, language)}
</section>`,
)}`,
  )
}

function parameterTable(question: Question, language: Language) {
  const t = words[language]
  const all = parameters(question)
  if (all.length === 0) return null
  return html`<table class="plain">
<thead><tr><th scope="col">${t.parameter}</th><th scope="col">${t.meaning}</th><th scope="col">${t.usually}</th></tr></thead>
<tbody>${all.map(({ name, required, description, schema }) => {
    const usual = schema.default
    return html`<tr><td><code>${name}</code></td><td>${description ? helpWords(question, name, language) : null}${choices(schema)}</td><td>${
      required ? t.required : usual === undefined || usual === null ? '' : html`<code>${String(usual)}</code>`
    }</td></tr>`
  })}</tbody>
</table>`
}

function choices(schema: Record<string, unknown>) {
  const options = (schema.enum ?? (schema.anyOf as { enum?: unknown }[] | undefined)?.find(one => one.enum)?.enum) as
    | unknown[]
    | undefined
  return options
    ? html` ${options.map((option, at) => [at > 0 ? ', ' : null, html`<code>${String(option)}</code>`])}`
    : null
}
