import type { NetworkAsOf } from '../../picture/network/as-of.ts'
import { edgeMeaning, isOnlyToLeave } from '../../picture/network/edge-kind.ts'
import { hasMoves } from '../../picture/network/move-network.ts'
import { byPeople, edgesByNode, type Network, type NetworkNode } from '../../picture/network/network.ts'
import type { Clock } from '../store/location.ts'
import { type Moment, momentOf } from '../store/moment.ts'
import { useExplorerState, useWords } from './context.ts'
import { EntityLink } from './EntityLink.tsx'
import { EntryDetails } from './EntryDetails.tsx'
import { Unconnected } from './Unconnected.tsx'

/** The network as a list: organisations by number of leavers, then people by name. At a date, the absent come last. */
export function NetworkList() {
  const { t, language } = useWords()
  const network = useExplorerState(state => state.shown)
  const moment = useExplorerState(momentOf)
  const hideAbsent = useExplorerState(state => state.location.hideAbsent)
  if (!network) return null
  const entries = entriesOf(network, moment).filter(({ absent }) => !(absent && hideAbsent))
  const byName = (a: Entry, b: Entry) => a.node.name.localeCompare(b.node.name, language)
  const organisations = entries
    .filter(({ node }) => node.kind === 'organisation')
    .sort((a, b) => byPeople(a.node, b.node) || last(a, b) || b.left - a.left || b.degree - a.degree || byName(a, b))
  const people = entries.filter(({ node }) => node.kind === 'person').sort((a, b) => last(a, b) || byName(a, b))
  return (
    <nav className="network-list" aria-label={t('list.title')} id="network-list" tabIndex={-1}>
      <h2>{t('list.title')}</h2>
      <div className="columns">
        <Entries title={t('list.organisations')} entries={organisations} />
        {(people.length > 0 || !hasMoves(network)) && <Entries title={t('list.people')} entries={people} />}
      </div>
      <Unconnected />
    </nav>
  )
}

interface Entry {
  node: NetworkNode
  joined: number
  left: number
  /** Departures that were still to come when their sources were published. */
  toLeave: number
  degree: number
  /** The state at the date of the map, in numbers for an organisation. */
  now: { words: string } | { definite: number; possible: number } | null
  absent: boolean
}

const last = (a: Entry, b: Entry) => Number(a.absent) - Number(b.absent)

function entriesOf(network: Network, moment: Moment | null): Entry[] {
  const edges = edgesByNode(network)
  return [...network.nodes.values()].map(node => {
    const lines = (edges.get(node.id) ?? []).flatMap(edge => {
      const kind = moment ? moment.meanings.get(edge.id)?.kind : edgeMeaning(edge.relationships).kind
      return kind === undefined ? [] : [{ kind, isToLeave: isOnlyToLeave(edge.relationships) }]
    })
    const of = (event: string) => lines.filter(({ kind }) => kind === event || kind === 'both')
    const toLeave = of('left').filter(({ isToLeave }) => isToLeave).length
    return {
      node,
      joined: of('joined').length,
      left: of('left').length - toLeave,
      toLeave,
      degree: lines.length,
      now: moment?.state && moment.changes === null ? stateOf(node, moment.clock, moment.state) : null,
      absent: moment !== null && !moment.present.nodes.has(node.id),
    }
  })
}

const stateOf = ({ id, kind }: NetworkNode, clock: Clock, state: NetworkAsOf): Entry['now'] =>
  kind === 'organisation'
    ? (state.organisations.get(id) ?? { definite: 0, possible: 0 })
    : { words: `time.${clock}.${state.nodes.get(id) ?? 'no'}` }

function Entries({ title, entries }: { title: string; entries: Entry[] }) {
  const { t } = useWords()
  return (
    <section>
      <h3>
        {title} <span className="quiet">{entries.length}</span>
      </h3>
      <ol>
        {entries.map(({ node, joined, left, toLeave, degree, now, absent }) => (
          <li key={node.id} className={absent ? 'absent' : undefined}>
            <EntityLink {...node} mark />
            <span className="quiet">
              {' '}
              {node.people && `${t('counts.people', { count: node.people.max })} · `}
              {now !== null
                ? 'words' in now
                  ? t(now.words)
                  : t('time.there', now)
                : left + toLeave + joined > 0
                  ? [
                      left && `${t('legend.left')} ${left}`,
                      toLeave && `${t('evidence.willLeave')} ${toLeave}`,
                      joined && `${t('legend.joined')} ${joined}`,
                    ]
                      .filter(Boolean)
                      .join(' · ')
                  : t('list.connections', { count: degree })}
            </span>
            <EntryDetails node={node} />
          </li>
        ))}
      </ol>
    </section>
  )
}
