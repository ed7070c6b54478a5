import { writtenParams } from '../../links/console-link.ts'
import { examples } from '../examples.ts'
import { useConsoleWords, useSession } from './console-context.ts'

/** Example statements. Choosing one does not run it. */
export function Examples({ onChosen }: { onChosen: () => void }) {
  const { t } = useConsoleWords()
  const session = useSession()
  return (
    <>
      <p className="quiet">{t('examples.intro')}</p>
      <ul className="examples">
        {examples.map(({ title, query, params }) => (
          <li key={title}>
            <button
              type="button"
              className="put"
              onClick={() => {
                session.put(query, writtenParams(params))
                onChosen()
              }}
            >
              {t(`examples.${title}`)}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
