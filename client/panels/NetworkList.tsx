import { edgeMeaning } from '../../picture/network/edge-kind.ts'
import { edgesByNode, type Network, type NetworkNode } from '../../picture/network/network.ts'
import { useExplorerState, useWords } from './context.ts'
import { EntityLink } from './EntityLink.tsx'

/** The network as a list: organisations by number of leavers, then people by name. */
export function NetworkList() {
  const { t, language } = useWords()
  const network = useExplorerState(state => state.network)
  if (!network) return null
  const entries = entriesOf(network)
  const byName = (a: Entry, b: Entry) => a.node.name.localeCompare(b.node.name, language)
  const organisations = entries
    .filter(({ node }) => node.kind === 'organisation')
    .sort((a, b) => b.left - a.left || b.degree - a.degree || byName(a, b))
  const people = entries.filter(({ node }) => node.kind === 'person').sort(byName)
  return (
    <nav className="network-list" aria-label={t('list.title')} id="network-list" tabIndex={-1}>
      <h2>{t('list.title')}</h2>
      <div className="columns">
        <Entries title={t('list.organisations')} entries={organisations} />
        <Entries title={t('list.people')} entries={people} />
      </div>
    </nav>
  )
}

interface Entry {
  node: NetworkNode
  joined: number
  left: number
  degree: number
}

function entriesOf(network: Network): Entry[] {
  const edges = edgesByNode(network)
  return [...network.nodes.values()].map(node => {
    const kinds = (edges.get(node.id) ?? []).map(edge => edgeMeaning(edge.relationships).kind)
    const count = (kind: string) => kinds.filter(k => k === kind || k === 'both').length
    return { node, joined: count('joined'), left: count('left'), degree: kinds.length }
  })
}

function Entries({ title, entries }: { title: string; entries: Entry[] }) {
  const { t } = useWords()
  return (
    <section>
      <h3>
        {title} <span className="quiet">{entries.length}</span>
      </h3>
      <ol>
        {entries.map(({ node, joined, left, degree }) => (
          <li key={node.id}>
            <EntityLink {...node} mark />
            <span className="quiet">
              {' '}
              {left + joined > 0
                ? [left && `${t('legend.left')} ${left}`, joined && `${t('legend.joined')} ${joined}`]
                    .filter(Boolean)
                    .join(' · ')
                : t('list.connections', { count: degree })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
