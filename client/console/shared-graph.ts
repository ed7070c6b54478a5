import { dateWords } from '../../cypher/words/date-words.ts'
import { type Markup, markup, markupText } from '../../picture/scene/markup.ts'
import { sceneMarkup, toSvg } from '../../picture/scene/svg.ts'
import { type PageTheme, THEME } from '../../picture/scene/themes.ts'
import { drawEmbedMap } from '../embed/embed-map.ts'
import { linkedFrom } from '../embed/pinned-parts.ts'
import type { Language } from '../i18n/languages.ts'
import type { Translate } from '../i18n/translate.ts'
import type { ExplorerState } from '../store/explorer.ts'
import { captionOf } from './row-network.ts'
import type { Run } from './session.ts'

export interface GraphChoices {
  title: string
  theme: Exclude<PageTheme, 'auto'>
  language: Language
  /** The day of the files, such as `2024-05-14`. */
  today: string
}

/** A graph as files that need no server and make no requests. */
export interface GraphFiles {
  svg: string
  /** One page with the picture, its nodes and relationships with their properties, and the statement. */
  page: string
  /** The picture alone, as wide as its frame: the policy of the console forbids style sheets in it. */
  preview: string
  /** The statement, its parameters, and all nodes and relationships, as JSON. */
  data: string
}

const SIZE = { width: 900, height: 560 }

/** The files of the graph of an answer: its picture as it is drawn, and all that is in it. Null if nothing can be drawn. */
export function graphFiles(state: ExplorerState, run: Run, choices: GraphChoices, t: Translate): GraphFiles | null {
  const { title, theme, language, today } = choices
  const scene = drawEmbedMap({ ...state, selection: [], hovered: null }, { ...SIZE, theme, language, title })
  if (!scene) return null
  const { query, params, graph } = run
  const nodes = [...graph.nodes.values()].map(({ labels, properties, key }) => ({ key, labels, properties }))
  const relationships = [...graph.relationships.values()]
  // Links of the console contain keys that only this database has, so the files have none of them.
  const picture = linkedFrom(sceneMarkup(scene), null)
  const { height: _, ...attributes } = picture.attributes
  const wide = { ...picture, attributes: { ...attributes, width: '100%' } }
  return {
    svg: toSvg({ ...scene, description: t('share.by', { date: dateWords(today, language) }) }),
    page: pageOf(picture, { run, choices }, t),
    preview: `<!doctype html><body bgcolor="${THEME[theme].paper}">${markupText(wide)}`,
    data: `${JSON.stringify({ title, published: today, statement: query, parameters: params, nodes, relationships }, null, 2)}\n`,
  }
}

function pageOf(
  picture: Markup,
  { run: { graph, query, params }, choices }: { run: Run; choices: GraphChoices },
  t: Translate,
): string {
  const { title, language, today } = choices
  const names = new Map([...graph.nodes.values()].map(node => [node.key, captionOf(node)]))
  const cell = (text: string) => markup('td', {}, text)
  const table = (heads: string[], rows: Markup[]) =>
    markup(
      'table',
      {},
      markup(
        'tr',
        {},
        heads.map(head => markup('th', { scope: 'col' }, t(`share.${head}`))),
      ),
      rows,
    )
  const details = (words: string, ...children: Markup[]) =>
    markup('details', {}, markup('summary', {}, words), children)
  const root = markup(
    'main',
    {},
    markup('h1', {}, title),
    markup('figure', {}, picture),
    markup('p', {}, t('share.by', { date: dateWords(today, language) })),
    details(
      t('share.nodes', { count: graph.nodes.size }),
      table(
        ['name', 'labels', 'properties'],
        [...graph.nodes.values()].map(node =>
          markup('tr', {}, [captionOf(node), node.labels.join(', '), propertiesOf(node.properties)].map(cell)),
        ),
      ),
    ),
    details(
      t('share.relationships', { count: graph.relationships.size }),
      table(
        ['from', 'type', 'to', 'properties'],
        [...graph.relationships.values()].map(({ type, start, end, properties }) =>
          markup('tr', {}, [names.get(start) ?? '', type, names.get(end) ?? '', propertiesOf(properties)].map(cell)),
        ),
      ),
    ),
    details(
      'Cypher',
      markup('pre', {}, Object.keys(params).length > 0 ? `${query}\n\n${JSON.stringify(params, null, 2)}` : query),
    ),
  )
  return [
    `<!doctype html><html lang="${language}"><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    markupText(markup('title', {}, title)),
    `<style>${stylesOf(choices.theme)}</style>`,
    markupText(root),
    '</html>\n',
  ].join('\n')
}

const propertiesOf = (properties: Record<string, unknown>): string =>
  Object.entries(properties)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('; ')

function stylesOf(theme: GraphChoices['theme']): string {
  const { paper, ink, line } = THEME[theme]
  return [
    `body{margin:0;padding:16px;background:${paper};color:${ink};font:15px/1.5 system-ui,sans-serif}`,
    'main{max-width:900px;margin:auto}h1{font-size:1.25rem}figure{margin:0}figure svg{width:100%;height:auto}',
    `table{border-collapse:collapse;font-size:.8125rem}td,th{border:1px solid ${line};padding:3px 8px;text-align:left;vertical-align:top}`,
    'td{overflow-wrap:anywhere;unicode-bidi:isolate}pre{white-space:pre-wrap}',
  ].join('\n')
}
