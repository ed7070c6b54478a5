import { useId, useState } from 'react'
import { download } from '../../links/download.ts'
import { filePair, isQuestionName } from '../save.ts'
import { useConsoleWords, useSessionState } from './console-context.ts'

/** Saves the last run as the two files of a question. */
export function Save() {
  const { t } = useConsoleWords()
  const id = useId()
  const run = useSessionState(state => state.run)
  const changed = useSessionState(state => state.run !== null && state.run.query !== state.query)
  const [name, setName] = useState('')
  const [question, setQuestion] = useState('')
  if (!run || run.columns.length === 0)
    return (
      <>
        <p>{t('save.intro')}</p>
        <p className="quiet">{t('save.needsRun')}</p>
      </>
    )
  const bad = name !== '' && !isQuestionName(name)
  const { cypher, definition } = filePair({
    ...run,
    name: name || 'question',
    question: question || t('save.questionHint'),
  })
  return (
    <form className="save" onSubmit={event => event.preventDefault()}>
      <p className="quiet">{t('save.intro')}</p>
      {changed && <p className="cut">{t('save.changed')}</p>}
      <label htmlFor={`${id}-name`}>{t('save.name')}</label>
      <input
        id={`${id}-name`}
        value={name}
        placeholder={t('save.nameHint')}
        aria-invalid={bad}
        aria-describedby={bad ? `${id}-bad` : undefined}
        onChange={event => setName(event.target.value)}
      />
      {bad && (
        <p className="fault" role="alert" id={`${id}-bad`}>
          {t('save.nameBad')}
        </p>
      )}
      <label htmlFor={`${id}-question`}>{t('save.question')}</label>
      <input
        id={`${id}-question`}
        value={question}
        placeholder={t('save.questionHint')}
        onChange={event => setQuestion(event.target.value)}
      />
      <p className="actions">
        {[cypher, definition].map(file => (
          <button
            key={file.name}
            type="button"
            className="button"
            disabled={!isQuestionName(name)}
            onClick={() => download(file.name, 'text/plain', file.text)}
          >
            {t('save.download', { name: file.name })}
          </button>
        ))}
      </p>
      {[cypher, definition].map(file => (
        <details key={file.name}>
          <summary>
            <code>{file.name}</code>
          </summary>
          <pre>
            <code>{file.text}</code>
          </pre>
        </details>
      ))}
    </form>
  )
}
