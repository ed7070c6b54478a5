import { useState } from 'react'
import { useWords } from './context.ts'

/** A button that copies a text and then says whether that worked. `about` names the text for screen readers if a page has several such buttons. */
export function Copied({ words, about, read }: { words: string; about?: string; read: () => Promise<string> }) {
  const { t } = useWords()
  const [state, setState] = useState<'copied' | 'failed' | null>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(await read())
      setState('copied')
    } catch {
      setState('failed')
    }
  }
  return (
    <>
      <button type="button" className="textlike" aria-label={about && `${words}: ${about}`} onClick={() => void copy()}>
        {words}
      </button>
      <span role="status" className="quiet">
        {state && t(`downloads.${state}`)}
      </span>
    </>
  )
}
