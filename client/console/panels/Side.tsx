import { useId, useState } from 'react'
import { useConsoleWords, useSessionState } from './console-context.ts'
import { Examples } from './Examples.tsx'
import { ParamsPanel } from './ParamsPanel.tsx'
import { Recent } from './Recent.tsx'
import { Save } from './Save.tsx'
import { Tabs } from './Tabs.tsx'

const NAMES = ['params', 'recent', 'examples', 'save'] as const
type Name = (typeof NAMES)[number]

/** The tools next to the statement: parameters, history, examples and saving. */
export function Side() {
  const { t } = useConsoleWords()
  const panel = useId()
  const refusals = useSessionState(state => state.refusals)
  const isEmpty = useSessionState(state => state.query === '' && state.params === '')
  const [last, setLast] = useState<{ name: Name; refusals: number }>({
    name: isEmpty ? 'examples' : 'params',
    refusals,
  })
  // Shows invalid parameters at once, so that the cursor can move there.
  const chosen = last.refusals === refusals ? last.name : 'params'
  const setChosen = (name: Name) => setLast({ name, refusals })
  return (
    <div className="side">
      <Tabs
        label={t('side.label')}
        tabs={NAMES.map(name => ({ name, words: t(`side.${name}`) }))}
        chosen={chosen}
        panelId={panel}
        onChoose={setChosen}
      />
      <div className="side-panel" role="tabpanel" id={panel} aria-label={t(`side.${chosen}`)}>
        <div className="params-panel" hidden={chosen !== 'params'}>
          <ParamsPanel />
        </div>
        {chosen === 'recent' && <Recent />}
        {chosen === 'examples' && <Examples onChosen={() => setChosen('params')} />}
        {chosen === 'save' && <Save />}
      </div>
    </div>
  )
}
