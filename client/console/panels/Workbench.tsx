import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { AdhocStatus } from '../../../cypher/adhoc.ts'
import { emptySchema, readSchema } from '../database-schema.ts'
import { choicesAt } from '../editor/complete.ts'
import { marksOf } from '../editor/marks.ts'
import { checkParams } from '../statement-params.ts'
import { useConsoleWords, useSession, useSessionState } from './console-context.ts'
import { EditorBox, type EditorHandle } from './EditorBox.tsx'
import { goToPlace } from './place.ts'
import { Side } from './Side.tsx'

/** The statement, the tools next to it, and the buttons that run it. */
export function Workbench({
  fetch,
  status,
}: {
  fetch: typeof globalThis.fetch
  /** Null until the server is known to accept ad hoc Cypher; then the names of the schema are requested. */
  status: AdhocStatus | null
}) {
  const { t } = useConsoleWords()
  const open = status !== null
  const session = useSession()
  const query = useSessionState(state => state.query)
  const run = useSessionState(state => state.run)
  const fromLink = useSessionState(state => state.fromLink)
  const [schema, setSchema] = useState(emptySchema)
  const editor = useRef<EditorHandle | null>(null)
  const runButton = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!open) return
    const control = new AbortController()
    void readSchema(fetch, control.signal).then(found => found && setSchema(found))
    return () => control.abort()
  }, [fetch, open])
  const ready = useCallback((handle: EditorHandle | null) => {
    editor.current = handle
  }, [])
  useEffect(() => goToPlace.on(offset => editor.current?.focus(offset)), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: feedback belongs to one statement
  const marks = useMemo(
    () => (run && run.query === session.store.getState().query ? marksOf(run, t) : []),
    [run?.hints, run?.ending, t],
  )
  const running = run !== null && run.ending === null
  return (
    <section className="workbench" aria-label={t('editor')}>
      <div className="statement">
        <EditorBox
          language="cypher"
          text={query}
          label={t('editor')}
          placeholder={t('placeholder')}
          marks={marks}
          onText={text => session.write({ query: text })}
          choices={(text, offset, always) => {
            const params = checkParams(session.store.getState().params)
            return choicesAt(text, offset, schema, params.ok ? Object.keys(params.params) : [], always)
          }}
          onReady={ready}
        />
        {fromLink && (
          <p className="from-link" role="status">
            {t('fromLink')}
          </p>
        )}
        {status && (status.mode === 'isolated' || !status.held) && (
          <p className="quiet place">
            {status.mode === 'isolated' && t('place.copy')}{' '}
            {!status.held && t(status.mode === 'isolated' ? 'place.copyFree' : 'place.free')}
          </p>
        )}
        <div className="bar">
          <button
            type="button"
            className="button strong"
            ref={runButton}
            onClick={() => session.run()}
            disabled={query.trim() === ''}
          >
            {t('run')} <kbd>{isMac() ? '⌘' : 'Ctrl'} ↵</kbd>
          </button>
          {(['explain', 'profile'] as const).map(mode => (
            <button
              key={mode}
              type="button"
              className="button"
              title={t(`${mode}Help`)}
              disabled={query.trim() === ''}
              onClick={() => session.run(mode)}
            >
              {t(mode)}
            </button>
          ))}
          {running && (
            <Cancel
              onGone={() => {
                if (runButton.current?.disabled) editor.current?.focus()
                else runButton.current?.focus()
              }}
            />
          )}
        </div>
      </div>
      <Side />
    </section>
  )
}

/** Shown during a run. `onGone` is called if it disappears while it has the focus, so that the focus can move elsewhere. */
function Cancel({ onGone }: { onGone: () => void }) {
  const { t } = useConsoleWords()
  const session = useSession()
  const button = useRef<HTMLButtonElement>(null)
  const gone = useRef(onGone)
  gone.current = onGone
  useLayoutEffect(() => {
    const own = button.current
    return () => {
      if (document.activeElement === own) gone.current()
    }
  }, [])
  return (
    <button type="button" className="button cancel" ref={button} onClick={session.cancel}>
      {t('cancel')}
    </button>
  )
}

const isMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent)
