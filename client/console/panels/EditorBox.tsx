import { useEffect, useRef, useState } from 'react'
import type { Choices } from '../editor/complete.ts'
import type { Editor, Mark } from '../editor/mount-editor.ts'
import { useConsoleWords } from './console-context.ts'

/** Actions that other panels can perform on an editor. */
export interface EditorHandle {
  focus(offset?: number): void
}

export interface EditorBoxProps {
  language: 'cypher' | 'json'
  text: string
  label: string
  placeholder: string
  marks: Mark[]
  onText: (text: string) => void
  choices?: (text: string, offset: number, always: boolean) => Choices | null
  /** Called with the editor when it can be focused, and with null when it is removed. */
  onReady: (handle: EditorHandle | null) => void
}

/** What the editor itself says. */
const PHRASES = ['Completions', 'Diagnostics', 'No diagnostics', 'close']

/** CodeMirror when it is loaded; until then, or if loading fails, a plain text field. */
export function EditorBox(props: EditorBoxProps) {
  const { t, language } = useConsoleWords()
  const box = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const [editor, setEditor] = useState<Editor | null>(null)
  const latest = useRef(props)
  latest.current = props

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is recreated when the language changes
  useEffect(() => {
    let mounted: Editor | null = null
    let gone = false
    void import('../editor/mount-editor.ts')
      .then(({ mountEditor }) => {
        if (gone || !box.current) return
        const { text, label, placeholder, language: spoken } = latest.current
        const hadFocus = document.activeElement === field.current
        mounted = mountEditor(box.current, {
          text,
          label,
          placeholder,
          language: spoken,
          phrases: Object.fromEntries(PHRASES.map(phrase => [phrase, t(`phrases.${phrase}`)])),
          onChange: changed => latest.current.onText(changed),
          choices: (...at) => latest.current.choices?.(...at) ?? null,
          kindWord: kind => t(`kinds.${kind}`),
        })
        setEditor(mounted)
        if (hadFocus) mounted.focus()
      })
      .catch(error => console.warn('The editor could not be loaded; a plain text field replaces it.', error))
    return () => {
      gone = true
      setEditor(null)
      mounted?.unmount()
    }
  }, [language])
  useEffect(() => editor?.setText(props.text), [editor, props.text])
  useEffect(() => editor?.setMarks(props.marks), [editor, props.marks])
  useEffect(() => {
    latest.current.onReady({ focus: offset => focusOn(editor, field.current, offset) })
    return () => latest.current.onReady(null)
  }, [editor])

  return (
    <div className="editor" ref={box}>
      {!editor && (
        <textarea
          ref={field}
          aria-label={props.label}
          placeholder={props.placeholder}
          value={props.text}
          spellCheck={false}
          onChange={event => props.onText(event.target.value)}
        />
      )}
    </div>
  )
}

function focusOn(editor: Editor | null, field: HTMLTextAreaElement | null, offset?: number): void {
  if (editor) editor.focus(offset)
  else {
    field?.focus()
    if (offset !== undefined) field?.setSelectionRange(offset, offset)
  }
}
