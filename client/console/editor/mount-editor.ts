import {
  acceptCompletion,
  autocompletion,
  type CompletionSource,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { bracketMatching, StreamLanguage } from '@codemirror/language'
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { EditorState, Prec } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view'
import type { Range } from '../statement-text.ts'
import type { Choices } from './complete.ts'
import { theme } from './editor-theme.ts'
import { cypherMode } from './mode.ts'
import { replaceSelection } from './replace-selection.ts'

/** A remark about a part of the text, optionally with a replacement. */
export interface Mark extends Range {
  severity: 'error' | 'warning'
  message: string
  replacement?: { text: string; label: string }
}

export interface EditorOptions {
  text: string
  language: 'cypher' | 'json'
  label: string
  placeholder: string
  /** Translations of CodeMirror's English texts. */
  phrases: Record<string, string>
  onChange(text: string): void
  choices?(text: string, offset: number, always: boolean): Choices | null
  /** The kind of a completion, in words. */
  kindWord?(kind: string): string
}

export interface Editor {
  setText(text: string): void
  setMarks(marks: Mark[]): void
  focus(offset?: number): void
  unmount(): void
}

/**
 * An editor in a container with a height. It is in a shadow tree, where CodeMirror uses constructed style sheets; elsewhere it would
 * use a `<style>` element, which the content security policy forbids. Tab leaves the editor, so that keyboard users are not
 * trapped.
 */
export function mountEditor(container: HTMLElement, options: EditorOptions): Editor {
  const host = container.appendChild(document.createElement('div'))
  host.className = 'editor-host'
  const root = host.attachShadow({ mode: 'open', delegatesFocus: true })
  const view = new EditorView({ parent: root, root, doc: options.text, extensions: extensionsOf(options) })
  view.dom.style.height = '100%'
  return {
    setText(text) {
      const { doc } = view.state
      if (doc.toString() === text) return
      view.dispatch({ changes: { from: 0, to: doc.length, insert: text }, selection: { anchor: text.length } })
    },
    setMarks: marks => view.dispatch(setDiagnostics(view.state, marks.map(diagnosticOf(view.state.doc.length)))),
    focus(offset) {
      view.focus()
      if (offset === undefined) return
      view.dispatch({ selection: { anchor: Math.min(offset, view.state.doc.length) }, scrollIntoView: true })
    },
    unmount() {
      view.destroy()
      host.remove()
    },
  }
}

function extensionsOf({ language, label, placeholder: hint, phrases, onChange, choices, kindWord }: EditorOptions) {
  const source: CompletionSource = context => {
    const found = choices?.(context.state.doc.toString(), context.pos, context.explicit)
    if (!found) return null
    const options = found.choices.map(({ label, apply, kind, boost = 0 }) => ({
      label,
      apply,
      boost,
      detail: kindWord?.(kind) ?? kind,
    }))
    return { from: found.from, options, validFor: /^`?[\p{L}\p{N}_]*$/u }
  }
  return [
    lineNumbers(),
    // Invisible characters and direction marks could hide what a statement does.
    highlightSpecialChars(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    drawSelection(),
    history(),
    bracketMatching(),
    closeBrackets(),
    lintGutter(),
    replaceSelection,
    EditorView.lineWrapping,
    placeholder(hint),
    EditorState.phrases.of(phrases),
    language === 'json' ? json() : StreamLanguage.define(cypherMode),
    autocompletion({ override: choices ? [source] : [], icons: false }),
    // This key runs the statement; the editor would insert a line break.
    Prec.highest(keymap.of([{ key: 'Mod-Enter', run: () => true }])),
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      { key: 'Tab', run: acceptCompletion },
      ...lintKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', autocapitalize: 'off' }),
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) onChange(state.doc.toString())
    }),
    theme,
  ]
}

const diagnosticOf =
  (length: number) =>
  ({ from, to, severity, message, replacement }: Mark): Diagnostic => ({
    from: Math.min(from, length),
    to: Math.min(to, length),
    severity,
    message,
    ...(replacement
      ? {
          actions: [
            {
              name: replacement.label,
              apply: (view, start, end) =>
                view.dispatch({ changes: { from: start, to: end, insert: replacement.text } }),
            },
          ],
        }
      : {}),
  })
