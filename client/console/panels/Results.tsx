import { lazy, Suspense, useId, useState } from 'react'
import type { Mode } from '../../../cypher/adhoc.ts'
import type { Run } from '../session.ts'
import { useConsoleWords, useSessionState } from './console-context.ts'
import { JsonView } from './JsonView.tsx'
import { PlanView } from './PlanView.tsx'
import { Hints, StatementError, Status } from './StatementFeedback.tsx'
import { TableView } from './TableView.tsx'
import { Tabs } from './Tabs.tsx'

/** Loaded on demand: drawing needs much code, and many answers have nothing to draw. */
const AnswerGraph = lazy(() => import('./AnswerGraph.tsx').then(module => ({ default: module.AnswerGraph })))

const VIEWS = ['graph', 'table', 'json', 'plan'] as const
type View = (typeof VIEWS)[number]

/** The results of the statement, and the database's notes about it. */
export function Results() {
  const { t } = useConsoleWords()
  const panel = useId()
  const run = useSessionState(state => state.run)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  if (!run)
    return (
      <section className="results" id="answer" tabIndex={-1} aria-label={t('status.label')}>
        <div className="nothing-run">
          <h2>{t('empty.title')}</h2>
          <p className="quiet">{t('empty.help')}</p>
        </div>
      </section>
    )
  const view = chosen?.mode === run.mode && shows(run, chosen) ? chosen.view : usualView(run)
  const isBare = run.ending?.kind === 'refused' && run.columns.length === 0 && !run.plan
  return (
    <section className="results" id="answer" tabIndex={-1} aria-label={t('status.label')}>
      <div className="results-bar">
        <Tabs
          label={t('view.label')}
          tabs={VIEWS.map(name => ({ name, words: t(`view.${name}`) }))}
          chosen={view}
          panelId={panel}
          onChoose={one => setChosen({ mode: run.mode, view: one, rows: run.rows })}
        />
        <Status run={run} />
      </div>
      <StatementError run={run} />
      <Hints run={run} />
      <div className="answer" role="tabpanel" id={panel} aria-label={t(`view.${view}`)}>
        {!isBare && <Shown view={view} run={run} />}
      </div>
    </section>
  )
}

function Shown({ view, run }: { view: View; run: Run }) {
  if (view === 'graph')
    return (
      <Suspense>
        <AnswerGraph run={run} />
      </Suspense>
    )
  if (view === 'json') return <JsonView run={run} />
  return view === 'plan' ? <PlanView run={run} /> : <TableView run={run} />
}

interface Chosen {
  mode: Mode
  view: View
  /** The rows of the answer for which the view was chosen. */
  rows: Run['rows']
}

/** Leaves a view that is empty for a new answer. */
const shows = ({ rows, ending, graph, plan }: Run, chosen: Chosen): boolean =>
  rows === chosen.rows ||
  (chosen.view === 'plan' ? plan !== null : chosen.view !== 'graph' || !ending || graph.nodes.size > 0)

/** The table while rows arrive, then the most informative view. */
function usualView({ ending, mode, graph, plan }: Run): View {
  if (mode !== 'run') return mode === 'explain' || plan ? 'plan' : 'table'
  return ending && graph.relationships.size > 0 ? 'graph' : 'table'
}
