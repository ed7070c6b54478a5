import type { ReactNode } from 'react'
import { Copied } from './Copied.tsx'
import { useWords } from './context.ts'

/** A list to choose from. */
export function Choice({
  label,
  value,
  options,
  onChange,
}: {
  label: ReactNode
  value: string
  options: readonly (readonly [value: string, words: string])[]
  onChange: (value: string) => void
}) {
  return (
    <label>
      {label}
      <select value={value} onChange={event => onChange(event.target.value)}>
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Text to copy. */
export function Snippet({ label, text }: { label: string; text: string }) {
  const { t } = useWords()
  return (
    <div className="snippet">
      <label>
        {label}
        <textarea readOnly rows={3} spellCheck={false} value={text} onFocus={event => event.target.select()} />
      </label>
      <Copied words={t('downloads.copy')} about={label} read={async () => text} />
    </div>
  )
}
