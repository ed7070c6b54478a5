import type { Translate } from '../i18n/translate.ts'
import { chooseScheme, chosenScheme, SCHEMES } from '../style/scheme.ts'

/** Light, dark or as the system. It is kept in this browser, not in the address. */
export function SchemeChoice({ t }: { t: Translate }) {
  return (
    <select
      className="scheme"
      aria-label={t('scheme.label')}
      title={t('scheme.label')}
      defaultValue={chosenScheme()}
      onChange={({ target }) => chooseScheme(SCHEMES.find(one => one === target.value) ?? 'system')}
    >
      {SCHEMES.map(one => (
        <option key={one} value={one}>
          {t(`scheme.${one}`)}
        </option>
      ))}
    </select>
  )
}
