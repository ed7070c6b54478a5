import { dateWords } from '../../cypher/words/date-words.ts'
import { movesBetween } from '../../picture/network/move-network.ts'
import { edgeId, type NetworkNode } from '../../picture/network/network.ts'
import { openedAt } from '../store/open-node.ts'
import { movesAsk } from '../store/required-queries.ts'
import { Answered } from './Answered.tsx'
import { Cypher } from './Cypher.tsx'
import { useExplorerState, useStateLink, useWords } from './context.ts'
import { Chip, Evidence } from './Evidence.tsx'
import { NodeIcon } from './NodeIcon.tsx'

type Ends = [NetworkNode, NetworkNode]

/** Details of a line of moves: who went from one organisation to the other, and who says so. */
export function MovesPanel({ ends: [one, other] }: { ends: Ends }) {
  const { t } = useWords()
  const edge = useExplorerState(state => (state.within ?? state.network)?.edges.get(edgeId(one.id, other.id)))
  const ways = [[one, other] as Ends, [other, one] as Ends].filter(([{ id }]) => edge && movesBetween(edge, id))
  if (ways.length === 0) return <p className="quiet">{t('moves.none')}</p>
  return ways.map(way => <Way key={way[0].id} ends={way} />)
}

function Way({ ends: [from, to] }: { ends: Ends }) {
  const { t, language } = useWords()
  const link = useStateLink()
  const location = useExplorerState(state => state.location)
  const ask = movesAsk(from.id, to.id, location)
  const usual = { select: null, expand: [], camera: null, view: 'graph' as const }
  return (
    <div className="way">
      <h2 className="ends">
        {[from, to].map((end, at) => (
          <span key={end.id}>
            {at > 0 && <span className="quiet"> → </span>}
            <a className="entity" data-kind={end.kind} {...link({ ...openedAt(end.id), view: 'graph' })}>
              <NodeIcon kind={end.kind} />
              {end.name}
            </a>
          </span>
        ))}
      </h2>
      <Answered ask={ask}>
        {({ rows: [row] }) => {
          if (!row) return <p className="quiet">{t('moves.none')}</p>
          const { definite, possible, moves } = row
          const count = definite + possible
          return (
            <>
              <p className="quiet">
                {possible > 0 ? t('moves.unsure', { definite, possible }) : t('moves.sure', { count: definite })}
                {moves.length < count && ` · ${t('moves.first', { count: moves.length })}`}
              </p>
              <ul className="movers">
                {moves.map(({ person, left, joined, certainty, claims }) => (
                  <li key={`${person.id} ${left} ${joined}`}>
                    <a
                      className="entity"
                      data-kind="person"
                      {...link({ ...usual, query: 'career', params: { person: person.id }, select: [person.id] })}
                    >
                      <NodeIcon kind="person" />
                      {person.name}
                    </a>{' '}
                    <span className="quiet">
                      {t('moves.dates', {
                        left: left ? dateWords(left, language) : t('evidence.undated'),
                        joined: joined ? dateWords(joined, language) : t('evidence.undated'),
                      })}
                    </span>{' '}
                    {certainty === 'possible' && <Chip tone="doubt">{t('moves.possibly')}</Chip>}
                    <Evidence claims={claims} />
                  </li>
                ))}
              </ul>
            </>
          )
        }}
      </Answered>
      <p className="draw-only quiet">
        <a {...link({ ...usual, query: 'where-they-went', params: { organisation: from.id }, view: 'table' })}>
          {t('moves.everywhere', { name: from.name })}
        </a>
        {' · '}
        <a {...link({ ...usual, query: 'group-exits', params: { organisation: from.id, destination: to.id } })}>
          {t('moves.together')}
        </a>
      </p>
      <Cypher ask={ask} />
    </div>
  )
}
