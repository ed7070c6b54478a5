import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { readStatus } from '../api/server-status.ts'
import { chooseLanguage, translator } from '../i18n/translate.ts'
import type { Explorer } from '../store/explorer.ts'
import { shownView } from '../store/shown-view.ts'
import type { GraphView } from '../view/mount-graph.ts'
import { AnswerView } from './AnswerView.tsx'
import { Caption } from './Caption.tsx'
import { PageContext } from './context.ts'
import { Header } from './Header.tsx'
import { LinkNotice } from './LinkNotice.tsx'
import { MapView } from './MapView.tsx'
import { NetworkList } from './NetworkList.tsx'
import { Notice } from './Notice.tsx'
import { Panel } from './Panel.tsx'
import { RowsTime } from './RowsTime.tsx'
import { TimeControl } from './TimeControl.tsx'

/** The whole page: the map or its list, and the details of the selection. */
export function App({ explorer, onView }: { explorer: Explorer; onView: (view: GraphView | null) => void }) {
  const asked = useStore(explorer.store, state => state.location.lang)
  const view = useStore(explorer.store, shownView)
  const language = chooseLanguage(asked, navigator.languages)
  const [hasConsole, setConsole] = useState(false)
  const page = useMemo(() => ({ explorer, language, hasConsole }), [explorer, language, hasConsole])
  const t = translator(language)
  useEffect(() => {
    document.documentElement.lang = language
    document.title = `${t('appName')} — ${t('tagline')}`
  }, [language, t])
  useEffect(() => followKeys(explorer), [explorer])
  useEffect(() => {
    void readStatus(window.fetch.bind(window)).then(status => setConsole(status?.open === true))
  }, [])
  return (
    <PageContext value={page}>
      <button type="button" className="button skip" onClick={() => skipToList(explorer)}>
        {t('skipToList')}
      </button>
      <Header />
      <main className={view === 'graph' ? 'page' : 'page listed'}>
        <div className="picture">
          <Caption />
          <MapView onView={onView} />
          {view === 'list' && <NetworkList />}
          {(view === 'picture' || view === 'table') && <AnswerView />}
          {(view === 'graph' || view === 'list') && <TimeControl />}
          {(view === 'picture' || view === 'table') && <RowsTime />}
          <Notice />
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
function followKeys(explorer: Explorer): () => void {
  const press = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return
    if (target.closest('input, textarea, select, [contenteditable]')) return
    if (event.key === 'Escape' && closeDrawer(target)) return
    const { selection, location } = explorer.store.getState()
    const [first] = selection
    if (event.key === 'e' && selection.length === 1 && first) explorer.expand(first, !location.expand.includes(first))
    if (event.key === 'Escape' && selection.length > 0) explorer.select()
  }
  document.addEventListener('keydown', press)
  return () => document.removeEventListener('keydown', press)
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
