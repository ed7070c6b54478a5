import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { AdhocStatus } from '../../../cypher/adhoc.ts'
import { readStatus } from '../../api/server-status.ts'
import { translator } from '../../i18n/translate.ts'
import { useLanguage } from '../../panels/context.ts'
import type { Session } from '../session.ts'
import { ConsoleContext, useConsoleWords } from './console-context.ts'
import { Results } from './Results.tsx'
import { TopBar } from './TopBar.tsx'
import { Workbench } from './Workbench.tsx'

/** The whole page: the statement above, its results below; or a notice if ad hoc Cypher is off. */
export function Console({ session, fetch }: { session: Session; fetch: typeof globalThis.fetch }) {
  const asked = useStore(session.store, state => state.lang)
  const language = useLanguage(asked, 'console')
  const page = useMemo(() => ({ session, language }), [session, language])
  const [status, setStatus] = useState<AdhocStatus | null>(null)
  useEffect(() => {
    document.documentElement.lang = language
    document.title = `${translator(language, 'console')('title')} · ${translator(language)('appName')}`
  }, [language])
  useEffect(() => {
    void readStatus(fetch).then(setStatus)
  }, [fetch])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return
      event.preventDefault()
      session.run()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [session])
  return (
    <ConsoleContext value={page}>
      <TopBar />
      {status?.open === false ? (
        <Off />
      ) : (
        <main className="console">
          <Workbench fetch={fetch} status={status} />
          <Results />
        </main>
      )}
    </ConsoleContext>
  )
}

function Off() {
  const { t, language } = useConsoleWords()
  return (
    <main className="console-off">
      <h1>{t('off.title')}</h1>
      <p>{t('off.help')}</p>
      <p className="actions">
        <a className="button strong" href={language === 'en' ? '/q' : `/q?lang=${language}`}>
          {t('off.questions')}
        </a>
        <a className="button" href={language === 'en' ? '/' : `/?lang=${language}`}>
          {t('map')}
        </a>
      </p>
    </main>
  )
}
