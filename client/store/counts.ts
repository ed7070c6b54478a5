import type { Reply } from '../../cypher/wire.ts'
import { sourcesOf } from '../../picture/answer/evidence.ts'
import { hasMoves } from '../../picture/network/move-network.ts'
import { countClaims, type Network } from '../../picture/network/network.ts'
import type { Translate } from '../i18n/translate.ts'

/** What is known of an answer that is not a map: all its rows, drawn or not, and the sources that they cite. */
export function rowCounts(t: Translate, reply: Reply): string[] {
  const sources = sourcesOf(reply.rows)?.sources
  const count = Math.max(reply.total ?? 0, reply.rows.length)
  return [t('counts.rows', { count }), ...(sources ? [t('counts.sources', { count: sources })] : [])]
}

/** The organisations of the first view, of all that there are. */
export const organisationCounts = (t: Translate, { rows, total = rows.length }: Reply): string =>
  rows.length < total
    ? t('moves.shown', { shown: rows.length, count: total })
    : t('counts.organisations', { count: rows.length })

export function networkCounts(t: Translate, network: Network | null): string[] {
  if (!network) return []
  if (hasMoves(network)) return [t('counts.organisations', { count: network.nodes.size })]
  const nodes = [...network.nodes.values()]
  const ofKind = (kind: string) => nodes.filter(node => node.kind === kind).length
  return [
    t('counts.people', { count: ofKind('person') }),
    t('counts.organisations', { count: ofKind('organisation') }),
    t('counts.claims', { count: countClaims(network) }),
  ]
}
