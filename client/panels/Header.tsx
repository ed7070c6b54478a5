import { useState } from 'react'
import { LANGUAGE_NAMES, LANGUAGES } from '../i18n/languages.ts'
import { emptyLocation } from '../store/location.ts'
import { mapReply } from '../store/required-queries.ts'
import { pictureKind, shownView, viewsOf } from '../store/shown-view.ts'
import { useExplorerState, usePage, useStateLink, useWords } from './context.ts'
import { Logo } from './Logo.tsx'
import { QuestionList } from './QuestionList.tsx'
import { SchemeChoice } from './SchemeChoice.tsx'
import { SearchBox } from './SearchBox.tsx'

/** The first page, in the language of the reader. */
const { lang: _lang, rest: _rest, ...HOME } = emptyLocation()

export function Header() {
  const { t } = useWords()
  const { language, hasConsole } = usePage()
  const location = useExplorerState(state => state.location)
  const view = useExplorerState(shownView)
  const reply = useExplorerState(mapReply)
  const link = useStateLink()
  const [isAsking, setAsking] = useState(false)
  return (
    <header className="top">
      <a className="brand" {...link(HOME)} title={t('tagline')}>
        <Logo />
        {t('appName')}
      </a>
      <SearchBox />
      <button type="button" className="button" aria-haspopup="dialog" onClick={() => setAsking(true)}>
        {t('questions')}
      </button>
      {isAsking && <QuestionList onClose={() => setAsking(false)} />}
      {hasConsole && (
        <a className="questions-link" href={language === 'en' ? '/console' : `/console?lang=${language}`}>
          {t('consoleLink')}
        </a>
      )}
      <nav className="switches" aria-label={`${t('view.label')}, ${t('language')}`}>
        <span className="switch">
          {viewsOf(location.query, reply).map(one => (
            <a key={one} aria-current={view === one ? 'true' : undefined} {...link({ view: one })}>
              {t(`view.${one === 'picture' ? (pictureKind(location) ?? one) : one}`)}
            </a>
          ))}
        </span>
        <span className="switch">
          {LANGUAGES.map(one => (
            <a key={one} lang={one} aria-current={language === one ? 'true' : undefined} {...link({ lang: one })}>
              {LANGUAGE_NAMES[one]}
            </a>
          ))}
        </span>
        <SchemeChoice t={t} />
      </nav>
    </header>
  )
}
