import { LANGUAGE_NAMES, LANGUAGES } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { Logo } from '../../panels/Logo.tsx'
import { SchemeChoice } from '../../panels/SchemeChoice.tsx'
import { useConsoleWords, useSession } from './console-context.ts'

export function TopBar() {
  const { t, language } = useConsoleWords()
  const session = useSession()
  const words = translator(language)
  const lang = language === 'en' ? '' : `?lang=${language}`
  return (
    <header className="top">
      <a className="skip-link" href="#answer">
        {t('skip')}
      </a>
      <a className="brand" href={`/${lang}`} title={t('map')}>
        <Logo />
        {words('appName')}
      </a>
      <h1>{t('title')}</h1>
      <p className="quiet about">{t('about')}</p>
      <nav className="switches">
        <a className="questions-link" href={`/${lang}`}>
          {t('map')}
        </a>
        <a className="questions-link" href={`/q${lang}`}>
          {words('questions')}
        </a>
        <span className="switch">
          {LANGUAGES.map(one => (
            <button
              key={one}
              type="button"
              lang={one}
              aria-current={language === one ? 'true' : undefined}
              onClick={() => session.speak(one)}
            >
              {LANGUAGE_NAMES[one]}
            </button>
          ))}
        </span>
        <SchemeChoice t={words} />
      </nav>
    </header>
  )
}
