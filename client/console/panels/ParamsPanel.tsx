import { useCallback, useEffect, useId, useMemo, useRef } from 'react'
import { checkParams, missingParams } from '../statement-params.ts'
import { useConsoleWords, useSession, useSessionState } from './console-context.ts'
import { EditorBox, type EditorHandle } from './EditorBox.tsx'

/** Parameters as JSON, checked while typing. Errors are shown with their position and marked there. */
export function ParamsPanel() {
  const { t } = useConsoleWords()
  const session = useSession()
  const said = useId()
  const text = useSessionState(state => state.params)
  const query = useSessionState(state => state.query)
  const refusals = useSessionState(state => state.refusals)
  const editor = useRef<EditorHandle | null>(null)
  const checked = useMemo(() => checkParams(text), [text])
  const fault = checked.ok ? null : checked.fault
  const message = fault ? t(`params.${fault.reason}`, { ...fault.place, text: fault.text }) : ''
  const marks = useMemo(
    () => (fault ? [{ from: fault.from, to: fault.to, severity: 'error' as const, message }] : []),
    [fault, message],
  )
  const missing = checked.ok ? missingParams(query, checked.params) : []
  const ready = useCallback((handle: EditorHandle | null) => {
    editor.current = handle
  }, [])
  const from = fault?.from
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per attempt to run
  useEffect(() => {
    if (refusals > 0) editor.current?.focus(from)
  }, [refusals])
  const add = () => {
    const added = Object.fromEntries(missing.map(name => [name, null]))
    if (checked.ok) session.write({ params: JSON.stringify({ ...checked.params, ...added }, null, 2) })
  }
  return (
    <>
      <EditorBox
        language="json"
        text={text}
        label={t('params.label')}
        placeholder={t('params.placeholder')}
        marks={marks}
        onText={params => session.write({ params })}
        onReady={ready}
      />
      <div className="params-said" id={said}>
        {fault && (
          <p className="fault" role="alert">
            {message}{' '}
            <button type="button" className="textlike" onClick={() => editor.current?.focus(fault.from)}>
              {t('params.go')}
            </button>
          </p>
        )}
        {missing.length > 0 && (
          <p className="quiet">
            {t('params.missing', { names: missing.map(name => `$${name}`).join(', ') })}{' '}
            <button type="button" className="textlike" onClick={add}>
              {t('params.add')}
            </button>
          </p>
        )}
        {!fault && missing.length === 0 && <p className="quiet">{t('params.hint')}</p>}
      </div>
    </>
  )
}
