import { edgeMeaning } from '../graph/edge-kind.ts'
import { edgeId, type NetworkNode } from '../graph/network.ts'
import { dateWords } from '../i18n/date-words.ts'
import { careerAsk } from '../store/needs.ts'
import { Answered } from './Answered.tsx'
import { Career, type Stay } from './Career.tsx'
import { Cypher } from './Cypher.tsx'
import { useExplorerState, useWords } from './context.ts'
import { EntityLink } from './EntityLink.tsx'
import { Chip } from './Evidence.tsx'

/** What is under one line: the claims of one person at one organisation, or what is a part of what. */
export function EdgePanel({ ends }: { ends: [NetworkNode, NetworkNode] }) {
  const { t } = useWords()
  const edge = useExplorerState(state => state.network?.edges.get(edgeId(ends[0].id, ends[1].id)))
  const person = ends.find(end => end.kind === 'person')
  const organisation = ends.find(end => end !== person)
  const meaning = edge && edgeMeaning(edge.relationships)
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
          <Chip>{t(`legend.${meaning.kind}`)}</Chip>
          {meaning.doubtful && <Chip tone="doubt">{t('legend.doubtful')}</Chip>}
        </p>
      )}
      {person && organisation ? (
        <section>
          <Answered ask={careerAsk(person.id)}>
            {reply => {
              const stays = (reply.rows as unknown as Stay[]).filter(stay => stay.organisation.id === organisation.id)
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

function PartOf({ ends }: { ends: [NetworkNode, NetworkNode] }) {
  const { t, language } = useWords()
  const network = useExplorerState(state => state.network)
  const relationships = network?.edges.get(edgeId(ends[0].id, ends[1].id))?.relationships ?? []
  const nameOf = (id: string) => network?.nodes.get(id)?.name ?? id
  return (
    <ul className="parts">
      {relationships.map(({ source, target, properties: { from, to, source: said, locator } }) => (
        <li key={`${source} ${target} ${said}`}>
          {t('edge.part', { part: nameOf(source), whole: nameOf(target) })}{' '}
          {[from, to].map(date => typeof date === 'string' && <span key={date}>{dateWords(date, language)} </span>)}
          <span className="quiet">{[said, locator].filter(text => typeof text === 'string').join(' · ')}</span>
        </li>
      ))}
    </ul>
  )
}
