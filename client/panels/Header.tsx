import { LANGUAGES } from '../i18n/languages.ts'
import { useExplorerState, usePage, useStateLink, useWords } from './context.ts'
import { SearchBox } from './SearchBox.tsx'

const LANGUAGE_NAMES = { en: 'English', zh: '中文' } as const

export function Header() {
  const { t } = useWords()
  const { language, hasConsole } = usePage()
  const view = useExplorerState(state => state.location.view)
  const link = useStateLink()
  const home = {
    query: 'overview',
    params: {},
    select: null,
    expand: [],
    from: null,
    to: null,
    camera: null,
    view: 'graph' as const,
  }
  return (
    <header className="top">
      <a className="brand" {...link(home)} title={t('tagline')}>
        <svg viewBox="0 0 34 16" aria-hidden="true" focusable="false">
          <rect x="1" y="3" width="10" height="10" fill="#1f3b63" />
          <path d="M13 8h9" stroke="#c8500a" strokeWidth="2" />
          <path d="M27 8l-6-3.6v7.2z" fill="#c8500a" />
          <circle cx="29" cy="8" r="4.5" fill="#00805c" />
        </svg>
        {t('appName')}
      </a>
      <SearchBox />
      <a className="questions-link" href={language === 'en' ? '/q' : `/q?lang=${language}`}>
        {t('questions')}
      </a>
      {hasConsole && (
        <a className="questions-link" href={language === 'en' ? '/console' : `/console?lang=${language}`}>
          {t('consoleLink')}
        </a>
      )}
      <nav className="switches" aria-label={`${t('view.label')}, ${t('language')}`}>
        <span className="switch">
          {(['graph', 'list'] as const).map(one => (
            <a key={one} aria-current={view === one ? 'true' : undefined} {...link({ view: one })}>
              {t(`view.${one}`)}
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
      </nav>
    </header>
  )
}
