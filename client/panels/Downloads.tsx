import { answerTo } from '../store/answers.ts'
import { allRowsPath, claimsPath, excelPath, FILES, fileGroups, filePath } from '../store/file-links.ts'
import { mainAsk } from '../store/required-queries.ts'
import { Copied } from './Copied.tsx'
import { useExplorerState, useWords } from './context.ts'

/** The files of what is shown, as links to the server, and how to cite it. */
export function Downloads() {
  const { t, language } = useWords()
  const location = useExplorerState(state => state.location)
  const reply = useExplorerState(state => answerTo(state.answers, mainAsk(state.location))?.reply)
  if (!reply) return null
  const total = reply.total ?? reply.rows.length
  return (
    <details className="downloads">
      <summary>{t('downloads.title')}</summary>
      <div className="downloads-body">
        <dl>
          {fileGroups(location).map(group => (
            <div key={group}>
              <dt>{t(`downloads.${group}`)}</dt>
              <dd>
                {FILES[group].map(suffix => (
                  <a key={suffix} href={filePath(location, suffix, language)} download={suffix !== 'citation.txt'}>
                    {t(`downloads.files.${suffix.replace('.', '-')}`)}
                  </a>
                ))}
                {group === 'rows' && (
                  <a href={excelPath(location)} download>
                    {t('downloads.excel')}
                  </a>
                )}
                {group === 'citation' && (
                  <Copied
                    words={t('downloads.copy')}
                    read={() => fetchText(filePath(location, 'citation.txt', language))}
                  />
                )}
              </dd>
            </div>
          ))}
          <div>
            <dt>{t('downloads.claims')}</dt>
            <dd>
              <a href={claimsPath(location)} download>
                CSV
              </a>
            </dd>
          </div>
        </dl>
        <p className="quiet">{t('downloads.dates')}</p>
        {location.clock === 'known' && location.at && <p className="quiet">{t('downloads.known')}</p>}
        {reply.truncated && (
          <>
            <p className="cut">{t('downloads.cut', { shown: reply.rows.length, total })}</p>
            <pre>
              <code>{`curl -o rows.ndjson '${new URL(allRowsPath(location, total), window.location.href)}'`}</code>
            </pre>
          </>
        )}
      </div>
    </details>
  )
}

const fetchText = async (path: string): Promise<string> => {
  const response = await fetch(path)
  if (!response.ok) throw new Error(String(response.status))
  return response.text()
}
