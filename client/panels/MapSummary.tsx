import { dateWords } from '../../cypher/words/date-words.ts'
import { type DatedEvent, latestEvents } from '../../picture/network/latest-events.ts'
import { edgeId, type Network } from '../../picture/network/network.ts'
import { answerTo } from '../store/answers.ts'
import { networkCounts } from '../store/counts.ts'
import { momentOf } from '../store/moment.ts'
import { lineClaimsAsks } from '../store/required-queries.ts'
import { Cypher } from './Cypher.tsx'
import { useExplorerState, useStateLink, useWords } from './context.ts'
import { Unconnected } from './Unconnected.tsx'

/** The panel of a map with nothing selected: how much it shows, what changed last, and what the reader can do. */
export function MapSummary() {
  const { t } = useWords()
  const network = useExplorerState(state => momentOf(state)?.present ?? state.shown)
  if (!network || network.nodes.size === 0) return null
  return (
    <>
      <h2>{t('summary.title')}</h2>
      <ul className="summary-counts">
        {[...networkCounts(t, network), t('summary.lines', { count: network.edges.size })].map(words => (
          <li key={words}>{words}</li>
        ))}
        <SourceCount shown={network} />
      </ul>
      <p className="quiet">{t('summary.what')}</p>
      <Latest network={network} />
      <section aria-labelledby="next">
        <h3 id="next">{t('summary.next')}</h3>
        <ul className="next-steps">
          {(['select', 'expand', 'find', 'date'] as const).map(step => (
            <li key={step}>{t(`summary.${step}`)}</li>
          ))}
        </ul>
      </section>
      <Unconnected />
    </>
  )
}

/** The number of sources under the shown lines, once it is known, with the Cypher that counts them. */
function SourceCount({ shown }: { shown: Network }) {
  const { t } = useWords()
  const answers = useExplorerState(state => state.answers)
  const network = useExplorerState(state => state.network)
  const location = useExplorerState(state => state.location)
  const asks = lineClaimsAsks({ location, answers }, network)
  const replies = asks.flatMap(ask => answerTo(answers, ask)?.reply ?? [])
  if (replies.length === 0 || replies.length < asks.length) return null
  const lines = new Map(
    replies.flatMap(({ rows }) => rows.map(row => [edgeId(row.subject.id, row.object.id), row] as const)),
  )
  const rows = [...shown.edges.keys()].flatMap(id => lines.get(id) ?? [])
  const count = new Set(rows.flatMap(({ sources, denying }) => [...sources, ...denying])).size
  const words = t('counts.sources', { count })
  const link = rows.length < shown.edges.size ? t('summary.atLeast', { words }) : words
  return (
    <li>
      <AllSources>{link}</AllSources>
      {asks.slice(0, 1).map(ask => (
        <Cypher key={ask.name} ask={ask} />
      ))}
    </li>
  )
}

function AllSources({ children }: { children: string }) {
  const link = useStateLink()
  return <a {...link({ query: 'sources', params: {}, select: null, expand: [], camera: null })}>{children}</a>
}

const MOST_LATEST = 5

function Latest({ network }: { network: Network }) {
  const { t } = useWords()
  const events = latestEvents(network)
  if (events.length === 0) return null
  return (
    <section aria-labelledby="latest">
      <h3 id="latest">{t(events.length > 1 ? 'summary.latestOpen' : 'summary.latest')}</h3>
      <ul className="latest">
        {events.slice(0, MOST_LATEST).map(one => (
          <LatestEvent key={String(one.event.properties.id)} network={network} {...one} />
        ))}
        {events.length > MOST_LATEST && (
          <li className="quiet">{t('summary.more', { count: events.length - MOST_LATEST })}</li>
        )}
      </ul>
    </section>
  )
}

function LatestEvent({ network, event, bounds }: DatedEvent & { network: Network }) {
  const { t, language } = useWords()
  const link = useStateLink()
  const { type, source, target, properties } = event
  const written = typeof properties.on === 'string' ? properties.on : `${bounds.earliest}/${bounds.latest}`
  return (
    <li>
      <a {...link({ select: [source, target] })}>
        {t(`summary.${type === 'LEFT' ? 'left' : 'joined'}`, {
          person: network.nodes.get(source)?.name ?? source,
          organisation: network.nodes.get(target)?.name ?? target,
          date: dateWords(written, language),
        })}
      </a>
    </li>
  )
}
