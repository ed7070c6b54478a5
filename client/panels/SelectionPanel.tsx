import type { NetworkNode } from '../../picture/network/network.ts'
import { answerTo } from '../store/answers.ts'
import { expandAsk } from '../store/expansion.ts'
import { reasonOf } from '../store/title.ts'
import { useExplorer, useExplorerState, useStateLink, useWords } from './context.ts'
import { Chip } from './Evidence.tsx'
import { Expand } from './Expand.tsx'
import { ExpandBy } from './ExpandBy.tsx'
import { MovesPanel } from './MovesPanel.tsx'
import { NearNames } from './NearNames.tsx'
import { NodeActions } from './NodeActions.tsx'
import { NodeIcon } from './NodeIcon.tsx'
import { OrganisationPanel } from './OrganisationPanel.tsx'
import { CompareWith, PairPanel } from './PairPanel.tsx'
import { PersonPanel } from './PersonPanel.tsx'

/** Details of a node, of a line, or of two nodes. */
export function SelectionPanel() {
  const selection = useExplorerState(state => state.selection)
  const network = useExplorerState(state => state.network)
  const [first, second] = selection.map(id => network?.nodes.get(id))
  const missing = selection.find(id => !network?.nodes.has(id))
  return (
    <>
      {network && missing !== undefined && <Missing id={missing} />}
      {first && second && (first.people ? <MovesPanel ends={[first, second]} /> : <PairPanel ends={[first, second]} />)}
      {first && selection.length === 1 && <NodePanel node={first} key={first.id} />}
    </>
  )
}

function NodePanel({ node }: { node: NetworkNode }) {
  const { t, language } = useWords()
  const isShown = useExplorerState(state => state.shown?.nodes.has(node.id) ?? true)
  const { kind, name, aliases } = node
  const sources = new URLSearchParams({ node: node.id, ...(language !== 'en' && { lang: language }) })
  const type =
    kind === 'organisation' ? t(`type.${node.type ?? 'other'}`, { defaultValue: node.type ?? '' }) : t('kind.person')
  return (
    <>
      <header>
        <h2>
          <NodeIcon kind={kind} />
          {name}
        </h2>
        <p className="chips">
          <Chip>{type}</Chip>
          {aliases.length > 0 && (
            <a className="quiet" href={`/q/descriptions?${sources}`} title={t('aliasesSources')}>
              {t('aliases', { names: aliases.join(' · ') })}
            </a>
          )}
        </p>
        <p className="actions">
          <Expand id={node.id} name={name} />
        </p>
        {!isShown && <p className="cut">{t('filter.selected')}</p>}
        <NodeActions node={node} />
        <ExpandBy id={node.id} key={`${node.id} by`} />
        <CompareWith node={node} key={`${node.id} with`} />
        <DrawOnly node={node} />
      </header>
      {kind === 'person' ? <PersonPanel node={node} /> : <OrganisationPanel node={node} />}
    </>
  )
}

/** Draws a question of the panel as the map. */
function DrawOnly({ node: { id, kind } }: { node: NetworkNode }) {
  const { t } = useWords()
  const link = useStateLink()
  const pictures =
    kind === 'person'
      ? ([['career', { person: id }, 'career']] as const)
      : ([
          ['who-left', { organisation: id }, 'left'],
          ['where-they-went', { organisation: id }, 'went'],
        ] as const)
  return (
    <p className="draw-only quiet">
      {t('draw.label')}{' '}
      {[['around', { node: id }, 'around'] as const, ...pictures].map(([query, params, words], at) => (
        <span key={query}>
          {at > 0 && ' · '}
          <a {...link({ query, params, select: [id], expand: [], camera: null, view: 'graph' })}>
            {t(`draw.${words}`)}
          </a>
        </span>
      ))}
    </p>
  )
}

function Missing({ id }: { id: string }) {
  const { t, language } = useWords()
  const explorer = useExplorer()
  const answer = useExplorerState(state => answerTo(state.answers, expandAsk(id)))
  const failure = answer?.failure
  if (answer?.status === 'loading')
    return (
      <p className="waiting quiet" role="status">
        {t('loading')}
      </p>
    )
  return (
    <>
      <p>{t('missing')}</p>
      <p>
        <NearNames id={id} />
      </p>
      {failure && <p role="alert">{t('expand.failed', { message: reasonOf(t, language, failure) })}</p>}
      <button type="button" className="button strong" onClick={() => explorer.expand(id)}>
        {t('addToMap')}
      </button>
    </>
  )
}
