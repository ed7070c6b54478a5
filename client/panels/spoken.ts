import { type EdgeMeaning, edgeMeaning, isOnlyToLeave } from '../../picture/network/edge-kind.ts'
import { edgeId, edgesByNode, type Network, type NetworkEdge, otherEnd } from '../../picture/network/network.ts'
import type { Translate } from '../i18n/translate.ts'

/** Names of one kind of line that are said; the others are counted. */
const MOST_SAID = 6

export interface SaidMap {
  network: Network
  /** What lines mean at the date of the map; null without a date. A line that is absent then has no meaning. */
  meanings: ReadonlyMap<string, EdgeMeaning> | null
}

/** What a line says, in the words of the legend: a leaving that was only announced is not said to have happened. */
export function lineWords(
  t: Translate,
  { relationships, id }: NetworkEdge,
  meanings: SaidMap['meanings'],
): string | null {
  const meaning = meanings ? meanings.get(id) : edgeMeaning(relationships)
  if (!meaning) return null
  const { kind, doubtful } = meaning
  const isToLeave = (kind === 'left' || kind === 'both') && isOnlyToLeave(relationships)
  const joined = kind === 'both' ? `${t('legend.joined')}${t('comma')}` : ''
  const words = isToLeave ? `${joined}${t('evidence.willLeave')}` : t(`spoken.line.${kind}`)
  return doubtful ? t('spoken.doubtful', { words }) : words
}

/** A node in words: its name, its kind, and what it is connected to by which lines. */
export function nodeWords(t: Translate, { network, meanings }: SaidMap, id: string): string {
  const node = network.nodes.get(id)
  if (!node) return ''
  const groups = new Map<string, string[]>()
  for (const edge of edgesByNode(network).get(id) ?? []) {
    const words = lineWords(t, edge, meanings)
    const name = network.nodes.get(otherEnd(edge, id))?.name
    if (words !== null && name) groups.set(words, [...(groups.get(words) ?? []), name])
  }
  const said = [...groups].map(([words, names]) => {
    const listed = names.slice(0, MOST_SAID).join(t('comma'))
    const more = names.length - MOST_SAID
    return `${words}${t('colon')}${more > 0 ? t('spoken.more', { names: listed, count: more }) : listed}`
  })
  const lines = said.length > 0 ? said.join(t('spoken.separator')) : t('spoken.alone')
  return t('spoken.node', { name: node.name, kind: t(`kind.${node.kind}`), lines })
}

/** The line between two nodes in words, the person first. */
export function pairWords(t: Translate, { network, meanings }: SaidMap, ids: readonly [string, string]): string {
  const edge = network.edges.get(edgeId(...ids))
  const name = (id: string) => network.nodes.get(id)?.name ?? id
  const [first, second] = edge ? [edge.source, edge.target] : ids
  const words = edge ? (lineWords(t, edge, meanings) ?? t('spoken.absent')) : t('spoken.noLine')
  return t('spoken.pair', { first: name(first), second: name(second), words })
}
