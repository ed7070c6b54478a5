import { useMemo, useState } from 'react'
import { download } from '../../links/download.ts'
import type { Run } from '../session.ts'
import { jsonText } from '../show-value.ts'
import { useConsoleWords } from './console-context.ts'

/** Longer text would make the page slow. */
const MOST_SHOWN = 300_000

/** The rows as JSON, with nodes and relationships in full. */
export function JsonView({ run }: { run: Run }) {
  const { t } = useConsoleWords()
  const { graph, columns, rows, count, ending } = run
  const [copied, setCopied] = useState<'copied' | 'failed' | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows grow in place, and their nodes arrive later
  const { text, shown } = useMemo(() => jsonText(graph, columns, rows, MOST_SHOWN), [rows, count, ending])
  const whole = () => jsonText(graph, columns, rows).text
  const copy = () =>
    navigator.clipboard.writeText(whole()).then(
      () => setCopied('copied'),
      () => setCopied('failed'),
    )
  return (
    <div className="json-view">
      <p className="actions">
        <button type="button" className="button" onClick={copy}>
          {t('json.copy')}
        </button>
        <button type="button" className="button" onClick={() => download('answer.json', 'application/json', whole())}>
          {t('json.download')}
        </button>
        <span role="status" className="quiet">
          {copied && t(`json.${copied}`)}
        </span>
        {shown < count && <span className="cut">{t('json.shown', { shown, total: count })}</span>}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions must be reachable by keyboard */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
    </div>
  )
}
