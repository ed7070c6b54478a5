import whoLeft from '../../cypher/read/who-left.ts'
import { isToCome } from '../../cypher/scheduled-as-of.ts'
import { edgeMeaning } from '../../picture/network/edge-kind.ts'
import { edgesByNode, type NetworkNode, otherEnd } from '../../picture/network/network.ts'
import { organisationAsks } from '../store/required-queries.ts'
import { datesOfRows, rowStates } from '../store/rows-as-of.ts'
import { Answered, CutOff } from './Answered.tsx'
import { Cypher } from './Cypher.tsx'
import { useExplorerState, useWords } from './context.ts'
import { type Leaver, stepsOf } from './destinations.ts'
import { EntityLink } from './EntityLink.tsx'
import { Chip } from './Evidence.tsx'
import { Destinations, Leavers } from './Leavers.tsx'
import { RowsSentence } from './StateSentence.tsx'
import { TimeWindow } from './TimeWindow.tsx'

/** The people who left an organisation, and their destinations. */
export function OrganisationPanel({ node }: { node: NetworkNode }) {
  const { t } = useWords()
  const location = useExplorerState(state => state.location)
  const [left, went] = organisationAsks(node.id, location)
  const dates = datesOfRows(location)
  const until = dates.at(-1) ?? null
  const windowed = location.from !== null || location.to !== null
  return (
    <>
      <section aria-labelledby="leavers">
        <h3 id="leavers">{t('left.title')}</h3>
        <TimeWindow />
        <Answered ask={left}>
          {reply => {
            const leavers = reply.rows
            if (leavers.length === 0)
              return <p className="quiet nobody">{t(windowed ? 'left.noneInWindow' : 'left.none')}</p>
            return (
              <Answered ask={went}>
                {answer => {
                  const inWindow = leavers.map(({ certainty }) => certainty)
                  const steps = stepsOf(answer.rows, leavers, inWindow)
                  const states = rowStates(leavers, whoLeft, until)
                  const gone = states ? stepsOf(steps, leavers, states) : steps
                  return (
                    <>
                      <p className="total">
                        {t('counts.people', { count: peopleIn(leavers.filter(one => !isToCome(one))) })}
                        {leavers.some(isToCome) &&
                          ` · ${t('left.toLeave', { count: peopleIn(leavers.filter(isToCome)) })}`}
                      </p>
                      <RowsSentence rows={leavers} question={whoLeft} />
                      {gone.length > 0 && <Destinations steps={gone} until={dates.length > 1 ? until : null} />}
                      <CutOff reply={reply} />
                      <Leavers leavers={leavers} steps={answer.rows} windowed={windowed} />
                      <CutOff reply={answer} />
                    </>
                  )
                }}
              </Answered>
            )
          }}
        </Answered>
        <Cypher ask={left} />
        <Cypher ask={went} />
      </section>
      <Others id={node.id} />
    </>
  )
}

const peopleIn = (leavers: Leaver[]): number => new Set(leavers.map(({ person }) => person.id)).size

/** The other neighbours on the map: people without a reported departure, and part-of relations. */
function Others({ id }: { id: string }) {
  const { t } = useWords()
  const network = useExplorerState(state => state.within ?? state.shown)
  const others = (network ? (edgesByNode(network).get(id) ?? []) : []).flatMap(edge => {
    const { kind } = edgeMeaning(edge.relationships)
    const node = network?.nodes.get(otherEnd(edge, id))
    return node && kind !== 'left' && kind !== 'both' ? [{ node, kind }] : []
  })
  if (others.length === 0) return null
  return (
    <section aria-labelledby="others">
      <h3 id="others">{t('others.title')}</h3>
      <ul className="others">
        {others
          .toSorted((a, b) => a.kind.localeCompare(b.kind) || a.node.name.localeCompare(b.node.name))
          .map(({ node, kind }) => (
            <li key={node.id}>
              <EntityLink {...node} mark /> <Chip>{t(`legend.${kind}`)}</Chip>
            </li>
          ))}
      </ul>
    </section>
  )
}
