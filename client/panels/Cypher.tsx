import { useState } from 'react'
import type { Ask } from '../api/asks.ts'
import { consoleLink } from '../links/console-link.ts'
import { answerTo } from '../store/answers.ts'
import { useExplorerState, usePage, useWords } from './context.ts'

/** The Cypher of a list or the map with its parameters, to copy. */
export function Cypher({ ask }: { ask: Ask }) {
  const { t, language } = useWords()
  const { hasConsole } = usePage()
  const reply = useExplorerState(state => answerTo(state.answers, ask)?.reply)
  const [copied, setCopied] = useState<'copied' | 'failed' | null>(null)
  if (!reply) return null
  const params = JSON.stringify(reply.params, null, 2)
  const copy = () =>
    navigator.clipboard.writeText(`${withParams(reply.params)}${reply.cypher}`).then(
      () => setCopied('copied'),
      () => setCopied('failed'),
    )
  return (
    <details className="cypher" data-query={reply.query}>
      <summary>
        {t('cypher.show')} <code>{reply.query}</code>
      </summary>
      <div className="cypher-body">
        <pre>
          <code>{reply.cypher}</code>
        </pre>
        <p className="quiet">{t('cypher.params')}</p>
        <pre>
          <code>{params}</code>
        </pre>
        <p className="actions">
          <button type="button" className="button" onClick={copy}>
            {t('cypher.copy')}
          </button>
          <a
            className="button"
            href={`/api/queries/${encodeURIComponent(ask.name)}.csv?${new URLSearchParams(ask.params)}`}
            download
          >
            {t('cypher.csv')}
          </a>
          {hasConsole && (
            <a className="button" href={consoleLink(reply.cypher, reply.params, language === 'en' ? null : language)}>
              {t('cypher.console')}
            </a>
          )}
          <span role="status" className="quiet">
            {copied && t(`cypher.${copied}`)}
          </span>
        </p>
      </div>
    </details>
  )
}

/** The parameters as a comment, so that the copied text is still a valid statement. */
const withParams = (params: Record<string, unknown>) =>
  Object.entries(params)
    .map(([name, value]) => `// $${name} = ${JSON.stringify(value)}\n`)
    .join('')
