import { drawsNetwork } from '../../picture/network/read-reply.ts'
import type { Question } from '../db/cypher-files.ts'
import { hasFeed } from '../questions/changes-feed.ts'
import { type Html, html } from './html.ts'
import { local } from './page-layout.ts'
import { type Language, words } from './page-words.ts'

/** Links to the files of an answer: pictures, rows, the network in it, and how to cite it. */
export function downloads(question: Question, query: Record<string, string>, language: Language): Html {
  const t = words[language].downloads
  const link = (suffix: string, label: string, settings: Record<string, string> = {}, inLanguage = false) =>
    html`<a href="${local(`/api/queries/${question.name}.${suffix}`, { ...query, ...settings }, inLanguage ? language : 'en')}">${label}</a> `
  const group = (label: string, ...links: Html[]) => html`<div><dt>${label}</dt><dd>${links}</dd></div>`
  return html`<dl class="downloads" aria-label="${t.title}">
${group(t.picture, link('svg', 'SVG', {}, true), link('png', t.doubleSize, { scale: '2' }, true))}
${group(t.rows, link('csv', 'CSV'), link('csv', t.excel, { bom: 'yes' }), link('json', 'JSON'), link('ndjson', 'NDJSON'), ...(hasFeed(question) ? [link('atom', 'Atom', {}, true)] : []))}
${
  drawsNetwork(question) &&
  group(
    t.network,
    link('nodes.csv', t.nodes),
    link('edges.csv', t.edges),
    link('gexf', 'GEXF', {}, true),
    link('graphml', 'GraphML', {}, true),
  )
}
${group(t.citation, link('citation.txt', t.citationText, {}, true))}
</dl>`
}
