import { helpWords, questionWords } from '../../cypher/words/index.ts'
import type { Question, Questions } from '../db/cypher-files.ts'
import { parameters } from '../questions/parameter-objects.ts'
import { html } from './html.ts'
import { layout, local } from './page-layout.ts'
import { type Language, words } from './page-words.ts'

/** The list of questions, with links to their pages. */
export function indexPage(questions: Questions, language: Language): string {
  const t = words[language]
  return layout(
    { language, title: t.questions, path: '/q', query: {} },
    html`<h1>${t.questions}</h1>
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

/** The API for people: formats, paging, caching, errors, and the parameters of every question. */
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
<li><a href="/api/openapi.json"><code>/api/openapi.json</code></a> is the OpenAPI 3.1 description.</li>
<li><a href="${local('/q', {}, language)}"><code>/q</code></a> has a page for every question.</li>
</ul>
<h2>${t.formats}</h2>
<table class="plain">
<thead><tr><th scope="col">Suffix</th><th scope="col">Accept</th><th scope="col">Answer</th></tr></thead>
<tbody>
<tr><td><code>.json</code></td><td><code>application/json</code></td><td>One object: <code>query</code>, <code>cypher</code>, <code>params</code>, <code>columns</code>, <code>rows</code>, <code>truncated</code>, and, if known, <code>total</code> and <code>next</code>.</td></tr>
<tr><td><code>.csv</code></td><td><code>text/csv</code></td><td>RFC 4180, UTF-8, with a header. Each member of an object is a column; a list is JSON. Text that a spreadsheet would run as a formula is preceded by an apostrophe.</td></tr>
<tr><td><code>.ndjson</code></td><td><code>application/x-ndjson</code></td><td>One JSON value per line, as the database delivers it: <code>{"type": "head", …}</code>, then <code>{"type": "row", "row": {…}}</code> per row, then <code>{"type": "summary", …}</code>, or <code>{"type": "error", "error": {…}}</code> if it fails midway. An answer that ends with neither line was cut off.</td></tr>
<tr><td><code>.svg</code><br><code>.png</code></td><td></td><td>A picture. Add <code>theme</code> (light, dark or print), <code>width</code> in pixels, or <code>lang</code>.</td></tr>
</tbody>
</table>
<h2>Paging</h2>
<p>A question with a <code>limit</code> reports <code>truncated</code> and a cursor, <code>next</code>. Repeat the request with <code>cursor=</code> to get the next page. The <code>Link</code> header has the complete URL. The pages together are one consistent answer: if earlier rows have changed, the next page returns 409, and you start again.</p>
<h2>Caching</h2>
<p>The <code>ETag</code> of an answer is valid until the data change or the day ends. Send it as <code>If-None-Match</code>; 304 means that your copy is current. Bodies are compressed with brotli or gzip if you accept that.</p>
<h2>Errors</h2>
<p>An error is <code>{"error": {"code", "message", "details"}}</code>. The message says what to do.</p>
<table class="plain">
<thead><tr><th scope="col">Status</th><th scope="col">Reason</th></tr></thead>
<tbody>
<tr><td>400</td><td>A parameter is invalid, missing or unknown, or a name matches nothing or several nodes. <code>details</code> names each parameter.</td></tr>
<tr><td>404</td><td>There is no such question or address. The message suggests close names.</td></tr>
<tr><td>405</td><td>The address does not support the method. <code>Allow</code> lists those that it supports.</td></tr>
<tr><td>406</td><td>The accepted types are not supported.</td></tr>
<tr><td>409</td><td>The rows before the cursor have changed.</td></tr>
<tr><td>413</td><td>The question needs more memory than one question may use.</td></tr>
<tr><td>421</td><td>The server does not answer for this host.</td></tr>
<tr><td>503</td><td>The database does not answer. <code>Retry-After</code> says when to try again.</td></tr>
<tr><td>504</td><td>The question took too long.</td></tr>
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
      required ? t.required : usual !== undefined && html`<code>${String(usual)}</code>`
    }</td></tr>`
  })}</tbody>
</table>`
}

const choices = ({ enum: options }: { enum?: unknown }) =>
  Array.isArray(options)
    ? html` ${options.map((option, at) => [at > 0 ? ', ' : null, html`<code>${String(option)}</code>`])}`
    : null
