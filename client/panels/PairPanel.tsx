import { type FormEvent, useEffect } from 'react'
import path from '../../cypher/read/path.ts'
import type { WireNode } from '../../cypher/wire.ts'
import { edgeId, type NetworkNode } from '../../picture/network/network.ts'
import { askFor } from '../api/asks.ts'
import { Answered } from './Answered.tsx'
import { Cypher } from './Cypher.tsx'
import { useExplorer, useExplorerState, useStateLink, useWords } from './context.ts'
import { EdgePanel } from './EdgePanel.tsx'
import { EntityLink } from './EntityLink.tsx'
import { NameField } from './NameField.tsx'

type Ends = [NetworkNode, NetworkNode]

/** Two selected nodes: the line between them, if there is one, and how else they are connected. */
export function PairPanel({ ends }: { ends: Ends }) {
  const { t } = useWords()
  const [one, other] = ends
  const hasLine = useExplorerState(state => state.network?.edges.has(edgeId(one.id, other.id)) ?? false)
  const link = useStateLink()
  const usual = { select: [one.id, other.id], expand: [], camera: null }
  const pair = { one: one.id, other: other.id }
  const arePeople = one.kind === 'person' && other.kind === 'person'
  return (
    <>
      <EdgePanel ends={ends} />
      {!hasLine && <ShortestPath ends={ends} />}
      <section aria-labelledby="pair">
        <h3 id="pair">{t('pair.title')}</h3>
        <ul className="pair-questions">
          <li>
            <a {...link({ ...usual, query: 'path', params: pair, view: 'graph' })}>{t('pair.path')}</a>
          </li>
          {arePeople && (
            <>
              <li>
                <a {...link({ ...usual, query: 'worked-together', params: pair })}>{t('pair.together')}</a>
              </li>
              <li>
                <a {...link({ ...usual, query: 'colleagues-of-all', params: { people: `${one.id},${other.id}` } })}>
                  {t('pair.colleagues')}
                </a>
              </li>
            </>
          )}
        </ul>
      </section>
    </>
  )
}

const MOST_PATHS = 3

function ShortestPath({ ends: [one, other] }: { ends: Ends }) {
  const { t } = useWords()
  const explorer = useExplorer()
  const ask = askFor(path, { one: one.id, other: other.id, limit: MOST_PATHS })
  useEffect(() => {
    void explorer.ask(askFor(path, { one: one.id, other: other.id, limit: MOST_PATHS }))
  }, [explorer, one.id, other.id])
  return (
    <section aria-labelledby="shortest">
      <h3 id="shortest">{t('pair.shortest')}</h3>
      <Answered ask={ask}>
        {({ rows, total = rows.length }) =>
          rows.length === 0 ? (
            <p className="quiet">{t('pair.none')}</p>
          ) : (
            <>
              {rows.map(({ nodes }) => (
                <p key={nodes.map(({ key }) => key).join(' ')}>
                  {nodes.map((node, at) => (
                    <span key={node.key}>
                      {at > 0 && <span className="quiet"> – </span>}
                      <EntityLink {...refOf(node)} />
                    </span>
                  ))}
                </p>
              ))}
              {total > rows.length && <p className="quiet">{t('summary.more', { count: total - rows.length })}</p>}
              <p className="quiet">{t('pair.notAtOnce')}</p>
            </>
          )
        }
      </Answered>
      <Cypher ask={ask} />
    </section>
  )
}

const refOf = ({ key, labels, properties: { id, name } }: WireNode) => ({
  id: String(id ?? key),
  name: String(name ?? id ?? key),
  kind: labels.includes('Person') ? ('person' as const) : ('organisation' as const),
})

/** Chooses a second node by its name; Shift and a click on the map do the same. */
export function CompareWith({ node: { id } }: { node: NetworkNode }) {
  const { t } = useWords()
  const explorer = useExplorer()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const other = String(new FormData(event.currentTarget).get('other') ?? '')
    if (other === '' || other === id) return
    const { network, location } = explorer.store.getState()
    const expand = network?.nodes.has(other) ? location.expand : [...new Set([...location.expand, other])]
    explorer.navigate({ select: [id, other], expand })
  }
  return (
    <details className="compare-with">
      <summary>{t('pair.compare')}</summary>
      <form className="window" onSubmit={submit}>
        <label htmlFor="compare-with">{t('pair.with')}</label>
        <NameField
          id="compare-with"
          name="other"
          initial={null}
          placeholder=""
          required
          several={false}
          only={null}
          describedBy={undefined}
        />
        <button type="submit" className="button">
          {t('pair.go')}
        </button>
      </form>
      <p className="quiet">{t('pair.help')}</p>
    </details>
  )
}
