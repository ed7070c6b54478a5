import { useWords } from './context.ts'
import { Dialog } from './Dialog.tsx'

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
  return (
    <Dialog className="key-help" title={t('keys.title')} onClose={onClose}>
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
    </Dialog>
  )
}
