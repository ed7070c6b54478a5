import { fill } from '../../cypher/words/common-words.ts'
import { questionWords } from '../../cypher/words/index.ts'
import type { Question } from '../db/cypher-files.ts'
import { type Html, html } from './html.ts'
import { local } from './page-layout.ts'
import { type Language, words } from './page-words.ts'

/** An answer to show elsewhere. */
export interface SharedAnswer {
  question: Question
  language: Language
  /** The values of the form, without the rows of one page. */
  query: Record<string, string>
  /** The parameters as Cypher received them: ids for names. */
  params: Record<string, unknown>
  /** Names of ids in the parameters. */
  names: ReadonlyMap<string, string>
  /** Any address of this site. */
  base: URL
}

/** A link to the answer on the map page, and the markup that embeds it in another page. */
export function shareLinks(shared: SharedAnswer): Html {
  const { question, language, base } = shared
  const t = words[language]
  const state = { q: question.name, ...withIds(shared) }
  // The host page, not the browser of its reader, decides on the language.
  const embed = new URL(local('/embed', { ...state, lang: language }), base)
  const frame = html`<iframe src="${embed.href}" title="${titleOf(shared)}" width="100%" height="520" frameborder="0" loading="lazy"></iframe>`
  return html`<div class="actions">
<a class="button" href="${local('/', state, language)}">${t.showOnMap}</a>
<details class="embed"><summary class="button">${t.embed}</summary>
<p id="embed-help">${t.embedHelp}</p>
<textarea id="embed" readonly rows="4" spellcheck="false" aria-label="${t.embed}" aria-describedby="embed-help">${frame.text}</textarea>
<button type="button" data-copies="embed" data-copied="${t.copied}" hidden>${t.copy}</button>
<a href="${local('/', state, language)}#share">${t.share}</a>
</details>
</div>`
}

/** Ids instead of names, because another person may get the same name. */
function withIds({ question, query, params }: SharedAnswer): Record<string, string> {
  const ids = Object.keys(question.entities ?? {}).flatMap(name => (params[name] ? [[name, String(params[name])]] : []))
  return { ...query, ...Object.fromEntries(ids) }
}

function titleOf({ question, language, params, names }: SharedAnswer): string {
  const { title } = questionWords(question, language)
  const about = Object.keys(question.entities ?? {})
    .flatMap(name => params[name] ?? [])
    .map(id => names.get(String(id)) ?? String(id))
  const t = words[language]
  return about.length > 0 ? fill(t.about, { title, name: about.join(t.comma) }) : title
}
