import { z } from 'zod'
import { errorWords } from '../../cypher/words/error-words.ts'
import { html } from './html.ts'
import { layout, local } from './page-layout.ts'
import { type Language, words } from './page-words.ts'

export interface PageError {
  status: number
  code: string
  message: string
  /** Of the request. */
  path: string
  /** `near` are paths of pages. */
  details?: unknown
}

const NearSchema = z.object({ near: z.array(z.string().startsWith('/')) })

/** An error for people, with ways back. */
export function errorPage({ status, code, message, path, details }: PageError, language: Language): string {
  const t = words[language]
  const title = status === 404 ? t.notFound : status >= 500 ? t.failed : t.refused
  const said = errorWords({ code, message }, language)
  const near = NearSchema.safeParse(details).data?.near ?? []
  return layout(
    { language, title, path, query: {} },
    html`<h1>${title}</h1>
<p lang="${said.language}">${said.text}</p>
${
  near.length > 0 &&
  html`<p>${t.didYouMean}</p>
<ul>${near.map(path => html`<li><a href="${local(path, {}, language)}"><code>${path}</code></a></li>`)}</ul>`
}
<p><a href="${local('/', {}, language)}">${t.backToMap}</a></p>
<p><a href="${local('/q', {}, language)}">${t.allQuestions}</a></p>`,
  )
}
