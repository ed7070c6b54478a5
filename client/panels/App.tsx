import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { readStatus } from '../api/server-status.ts'
import { translator } from '../i18n/translate.ts'
import type { Explorer } from '../store/explorer.ts'
import { shownView } from '../store/shown-view.ts'
import type { UrlHistory } from '../store/url-history.ts'
import type { GraphView } from '../view/mount-graph.ts'
import { Caption } from './Caption.tsx'
import { PageContext, useLanguage } from './context.ts'
import { NothingLeft } from './Filters.tsx'
import { Header } from './Header.tsx'
import { KeyHelp } from './KeyHelp.tsx'
import { LinkNotice } from './LinkNotice.tsx'
import { MapView } from './MapView.tsx'
import { NetworkList } from './NetworkList.tsx'
import { Notice } from './Notice.tsx'
import { Panel } from './Panel.tsx'
import { RowsTime } from './RowsTime.tsx'
import { Spoken } from './Spoken.tsx'
import { TimeControl } from './TimeControl.tsx'
import { Title } from './Title.tsx'
import { ViewBar } from './ViewBar.tsx'

/** Tables and pictures come when they are first shown: the first page needs the map alone. */
const AnswerView = lazy(() => import('./AnswerView.tsx').then(module => ({ default: module.AnswerView })))

/** The whole page: the map or its list, and the details of the selection. */
export function App({
  explorer,
  history,
  onView,
}: {
  explorer: Explorer
  history: UrlHistory
  onView: (view: GraphView | null) => void
}) {
  const asked = useStore(explorer.store, state => state.location.lang)
  const view = useStore(explorer.store, shownView)
  const language = useLanguage(asked)
  const [hasConsole, setConsole] = useState(false)
  const [isHelped, setHelped] = useState(false)
  const page = useMemo(() => ({ explorer, history, language, hasConsole }), [explorer, history, language, hasConsole])
  const t = translator(language)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  useEffect(() => followKeys(explorer, history, () => setHelped(true)), [explorer, history])
  useEffect(() => {
    void readStatus(window.fetch.bind(window)).then(status => setConsole(status?.open === true))
  }, [])
  return (
    <PageContext value={page}>
      <button type="button" className="button skip" onClick={() => skipToList(explorer)}>
        {t('skipToList')}
      </button>
      <Header />
      <Title />
      <Spoken />
      {isHelped && <KeyHelp onClose={() => setHelped(false)} />}
      <main className={view === 'graph' ? 'page' : 'page listed'}>
        <div className="picture">
          <div>
            <Caption />
            <ViewBar />
          </div>
          <MapView onView={onView} onHelp={() => setHelped(true)} />
          {view === 'list' && <NetworkList />}
          {(view === 'picture' || view === 'table') && (
            <Suspense>
              <AnswerView />
            </Suspense>
          )}
          {(view === 'graph' || view === 'list') && <TimeControl />}
          {(view === 'picture' || view === 'table') && <RowsTime />}
          <Notice />
          {(view === 'graph' || view === 'list') && <NothingLeft />}
          <LinkNotice />
        </div>
        <Panel />
      </main>
    </PageContext>
  )
}

function skipToList(explorer: Explorer): void {
  explorer.navigate({ view: 'list' })
  // The list exists after React has rendered it.
  requestAnimationFrame(() => document.getElementById('network-list')?.focus())
}

/** Keyboard shortcuts, except while typing in a field. */
function followKeys(explorer: Explorer, history: UrlHistory, help: () => void): () => void {
  const press = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (event.defaultPrevented || target.closest('input, textarea, select, [contenteditable]')) return
    if (undoKey(event, history)) event.preventDefault()
    if (event.metaKey || event.ctrlKey || event.altKey) return
    if (event.key === 'Escape' && closeDrawer(target)) return
    if (event.key === '?') help()
    const { selection, location } = explorer.store.getState()
    const [first] = selection
    if (event.key === 'e' && selection.length === 1 && first) explorer.expand(first, !location.expand.includes(first))
    if (event.key === 'h' && selection.length === 1 && first) explorer.hide(first)
    if (event.key === 'Escape' && selection.length > 0) explorer.select(...selection.slice(0, -1))
  }
  document.addEventListener('keydown', press)
  return () => document.removeEventListener('keydown', press)
}

/** Ctrl+Z, and Ctrl+Shift+Z or Ctrl+Y; with Command on a Mac. Returns false for any other key. */
function undoKey(event: KeyboardEvent, history: UrlHistory): boolean {
  const key = event.key.toLowerCase()
  if (!(event.metaKey || event.ctrlKey) || event.altKey || (key !== 'z' && key !== 'y')) return false
  if (key === 'y' || event.shiftKey) history.redo()
  else history.undo()
  return true
}

/** Closes an overlay, or the element with the focus, before the selection. Returns false if nothing was open. */
function closeDrawer(target: HTMLElement): boolean {
  const drawer =
    target.closest<HTMLDetailsElement>('.cypher[open], .downloads[open]') ??
    document.querySelector<HTMLDetailsElement>('.caption .cypher[open], .caption .downloads[open]')
  if (!drawer) return false
  if (drawer.contains(document.activeElement)) drawer.querySelector('summary')?.focus()
  drawer.open = false
  return true
}
