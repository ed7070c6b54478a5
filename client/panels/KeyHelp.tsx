import { useEffect, useRef } from 'react'
import { useWords } from './context.ts'

const KEYS: readonly (readonly [keys: readonly string[], words: string])[] = [
  [['←', '→', '↑', '↓'], 'move'],
  [['L', 'Shift + L'], 'lines'],
  [['Enter'], 'open'],
  [['Shift + Enter'], 'pair'],
  [['Esc'], 'back'],
  [['E'], 'expand'],
  [['H'], 'hide'],
  [['Shift + ←', '→', '↑', '↓'], 'place'],
  [['+', '−', '0'], 'zoom'],
  [['/'], 'search'],
  [['Ctrl + Z', 'Ctrl + Shift + Z'], 'undo'],
  [['?'], 'help'],
]

/** The keys of the map. Escape closes it, and the focus goes back. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      className="key-help"
      ref={dialog}
      onClose={onClose}
      aria-label={t('keys.title')}
      onKeyDown={event => event.stopPropagation()}
    >
      <header>
        <h2>{t('keys.title')}</h2>
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          {t('ask.close')}
        </button>
      </header>
      <dl>
        {KEYS.map(([keys, words]) => (
          <div key={words}>
            <dt>
              {keys.map(key => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(`keys.${words}`)}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  )
}
