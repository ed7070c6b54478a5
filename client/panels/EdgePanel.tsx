import { dateWords } from '../../cypher/words/date-words.ts'
import { type EdgeKind, edgeMeaning, isOnlyToLeave } from '../../picture/network/edge-kind.ts'
import { edgeId, type NetworkNode } from '../../picture/network/network.ts'
import type { Translate } from '../i18n/translate.ts'
import { momentOf } from '../store/moment.ts'
import { careerAsk, claimsAsk } from '../store/required-queries.ts'
import { Answered } from './Answered.tsx'
import { Career } from './Career.tsx'
import { Cypher } from './Cypher.tsx'
import { useExplorerState, useWords } from './context.ts'
import { EntityLink } from './EntityLink.tsx'
import { Chip, Evidence } from './Evidence.tsx'

/** Details of one line: the claims about one person at one organisation, or part-of relations. */
export function EdgePanel({ ends }: { ends: [NetworkNode, NetworkNode] }) {
  const { t, language } = useWords()
  const edge = useExplorerState(state => state.network?.edges.get(edgeId(ends[0].id, ends[1].id)))
  const person = ends.find(end => end.kind === 'person')
  const organisation = ends.find(end => end !== person)
  const moment = useExplorerState(momentOf)
  const states = moment && edge ? [moment.before, moment.state].flatMap(state => state?.edges.get(edge.id) ?? []) : []
  const change = edge && moment?.changes?.get(edge.id)
  const meaning = edge && edgeMeaning(edge.relationships)
  const isToLeave = edge && isOnlyToLeave(edge.relationships)
  return (
    <>
      <h2 className="ends">
        {ends.map((end, at) => (
          <span key={end.id}>
            {at > 0 && <span className="quiet"> – </span>}
            <EntityLink {...end} mark />
          </span>
        ))}
      </h2>
      {meaning && (
        <p className="chips">
          <Chip>{isToLeave ? toLeaveWords(meaning.kind, t) : t(`legend.${meaning.kind}`)}</Chip>
          {meaning.doubtful && <Chip tone="doubt">{t('legend.doubtful')}</Chip>}
          {moment &&
            states.map(({ certainty }, at) => (
              <Chip key={moment.dates[at]}>
                {dateWords(moment.dates[at] ?? '', language)}: {t(`time.${moment.clock}.${certainty}`)}
              </Chip>
            ))}
          {moment && change && (
            <Chip tone={change.certainty === 'possible' ? 'doubt' : 'plain'}>
              {change.certainty === 'possible' && `${t('time.perhaps')} `}
              {t(`time.${moment.clock}.change.${change.change}`)}
            </Chip>
          )}
        </p>
      )}
      {person && organisation ? (
        <section>
          <Answered ask={careerAsk(person.id)}>
            {reply => {
              const stays = reply.rows.filter(stay => stay.organisation.id === organisation.id)
              return stays.length > 0 ? (
                <Career stays={stays} heading={false} />
              ) : (
                <p className="quiet">{t('edge.none')}</p>
              )
            }}
          </Answered>
          <Cypher ask={careerAsk(person.id)} />
        </section>
      ) : (
        <PartOf ends={ends} />
      )}
    </>
  )
}

/** A line with a departure that was still to come for its sources. */
const toLeaveWords = (kind: EdgeKind, t: Translate): string =>
  [...(kind === 'both' ? [t('legend.joined')] : []), t('evidence.willLeave')].join(t('comma'))

function PartOf({ ends: [one, other] }: { ends: [NetworkNode, NetworkNode] }) {
  const { t } = useWords()
  const ask = claimsAsk(one.id, other.id)
  return (
    <section>
      <Answered ask={ask}>
        {({ rows }) => {
          if (rows.length === 0) return <p className="quiet">{t('edge.none')}</p>
          return (
            <>
              {rows.slice(0, 1).map(({ subject, object }) => (
                <p key={subject.id}>{t('edge.part', { part: subject.name, whole: object.name })}</p>
              ))}
              <Evidence claims={rows.map(({ claim }) => claim)} open />
            </>
          )
        }}
      </Answered>
      <Cypher ask={ask} />
    </section>
  )
}
