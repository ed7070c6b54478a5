import { LANGUAGE_NAMES, LANGUAGES } from '../i18n/languages.ts'
import { useExplorerState, usePage, useStateLink, useWords } from './context.ts'
import { Logo } from './Logo.tsx'
import { SearchBox } from './SearchBox.tsx'

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
    at: null,
    vs: null,
    hideAbsent: false,
    camera: null,
    view: 'graph' as const,
  }
  return (
    <header className="top">
      <a className="brand" {...link(home)} title={t('tagline')}>
        <Logo />
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
