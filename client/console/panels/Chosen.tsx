import type { WireNode, WireRelationship } from '../../../cypher/wire.ts'
import { edgeId, type Network } from '../../../picture/network/network.ts'
import { captionOf } from '../row-network.ts'
import type { Run } from '../session.ts'
import { useConsoleWords } from './console-context.ts'

/** Maximum number of nodes in the list. */
const MOST_LISTED = 300

/** Properties of the selected node or line, and a list of the nodes for users who cannot see the map. */
export function Chosen({
  run: { graph },
  network,
  selection,
  onChoose,
}: {
  run: Run
  network: Network
  selection: string[]
  onChoose: (id: string) => void
}) {
  const { t } = useConsoleWords()
  const [first, second] = selection
  const node = first === undefined || second !== undefined ? undefined : graph.nodes.get(first)
  const edge = first !== undefined && second !== undefined ? network.edges.get(edgeId(first, second)) : undefined
  const between = edge?.relationships.flatMap(({ properties }) => graph.relationships.get(String(properties.id)) ?? [])
  return (
    <aside className="chosen" aria-label={t('graph.details')}>
      {!node && !between && <p className="quiet">{t('graph.choose')}</p>}
      {node && <NodeDetails node={node} />}
      {between?.map(relationship => (
        <RelationshipDetails
          key={relationship.key}
          relationship={relationship}
          from={graph.nodes.get(relationship.start)}
          to={graph.nodes.get(relationship.end)}
        />
      ))}
      <details>
        <summary>{t('graph.list')}</summary>
        <ul>
          {[...network.nodes.values()].slice(0, MOST_LISTED).map(({ id, name }) => (
            <li key={id}>
              <button type="button" className="textlike" aria-pressed={id === first} onClick={() => onChoose(id)}>
                {name}
              </button>
            </li>
          ))}
        </ul>
      </details>
    </aside>
  )
}

function NodeDetails({ node }: { node: WireNode }) {
  return (
    <section>
      <h2>{captionOf(node)}</h2>
      <p className="chips">
        {node.labels.map(label => (
          <span className="chip" key={label}>
            :{label}
          </span>
        ))}
      </p>
      <Properties of={node.properties} />
    </section>
  )
}

function RelationshipDetails({
  relationship: { type, properties },
  from,
  to,
}: {
  relationship: WireRelationship
  from: WireNode | undefined
  to: WireNode | undefined
}) {
  return (
    <section>
      <h2>
        {from ? captionOf(from) : '()'} <span className="chip">-[:{type}]→</span> {to ? captionOf(to) : '()'}
      </h2>
      <Properties of={properties} />
    </section>
  )
}

const Properties = ({ of }: { of: WireNode['properties'] }) => (
  <dl>
    {Object.entries(of).map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{Array.isArray(value) ? value.join(', ') : String(value)}</dd>
      </div>
    ))}
  </dl>
)
