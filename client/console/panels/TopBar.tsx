import { LANGUAGES } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { useConsoleWords, useSession } from './context.ts'

const LANGUAGE_NAMES = { en: 'English', zh: '中文' } as const

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
        <svg viewBox="0 0 34 16" aria-hidden="true" focusable="false">
          <rect x="1" y="3" width="10" height="10" fill="#1f3b63" />
          <path d="M13 8h9" stroke="#c8500a" strokeWidth="2" />
          <path d="M27 8l-6-3.6v7.2z" fill="#c8500a" />
          <circle cx="29" cy="8" r="4.5" fill="#00805c" />
        </svg>
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
      </nav>
    </header>
  )
}
