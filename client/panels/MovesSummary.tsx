import { answerTo } from '../store/answers.ts'
import { organisationCounts } from '../store/counts.ts'
import { MOST_ORGANISATIONS, moreOrganisations } from '../store/first-view.ts'
import { openedAt } from '../store/open-node.ts'
import { mainAsk } from '../store/required-queries.ts'
import { useExplorerState, useStateLink, useWords } from './context.ts'
import { NodeIcon } from './NodeIcon.tsx'

/** The panel of the first view with nothing selected: what it shows, and its organisations as links that open them. */
export function MovesSummary() {
  const { t } = useWords()
  const link = useStateLink()
  const network = useExplorerState(state => state.within ?? state.network)
  const organisations = [...(network?.nodes.values() ?? [])].filter(({ people }) => people !== undefined)
  return (
    <>
      <header className="moves">
        <h2>{t('moves.title')}</h2>
        <p>{t('moves.sizes')}</p>
        <p>{t('moves.how')}</p>
      </header>
      <section aria-labelledby="organisations">
        <h3 id="organisations">{t('moves.list')}</h3>
        <ol className="others">
          {organisations.map(({ id, name, kind, people = { min: 0, max: 0 } }) => (
            <li key={id}>
              <a className="entity" data-kind={kind} {...link({ ...openedAt(id), view: 'graph' })}>
                <NodeIcon kind={kind} />
                {name}
              </a>{' '}
              <span className="quiet">
                {people.min < people.max
                  ? t('moves.people', { min: people.min, max: people.max })
                  : t('counts.people', { count: people.max })}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}

/** The number of organisations that are drawn, and the ways to more. */
export function MovesCaption() {
  const { t, language } = useWords()
  const link = useStateLink()
  const location = useExplorerState(state => state.location)
  const reply = useExplorerState(state => answerTo(state.answers, mainAsk(state.location))?.reply)
  const shown = reply?.rows.length ?? 0
  const isMore = reply?.truncated && shown < MOST_ORGANISATIONS
  const limit = String(moreOrganisations(shown))
  return (
    <>
      <p className="quiet" role="status">
        {reply && organisationCounts(t, reply)}
      </p>
      {isMore && (
        <a className="button" {...link({ params: { ...location.params, limit }, camera: null })}>
          {t('moves.more')}
        </a>
      )}
      <a className="button" href={language === 'en' ? '/network' : `/network?lang=${language}`}>
        {t('moves.everyone')}
      </a>
    </>
  )
}
