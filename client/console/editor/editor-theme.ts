import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const MONO = 'ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace'

/** The style of the editor. The rules of the page do not apply in its shadow tree, but custom properties do. */
export const theme = [
  EditorView.theme({
    '&': { height: '100%', fontSize: '13px', color: 'var(--ink)', backgroundColor: 'var(--paper)' },
    '.cm-cursor': { borderLeftColor: 'var(--ink)' },
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': { fontFamily: MONO, lineHeight: '1.55', overflow: 'auto' },
    '.cm-content': { padding: '8px 0' },
    '.cm-gutters': { backgroundColor: 'var(--ground)', color: 'var(--quiet)', border: 'none' },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
    '&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter': {
      backgroundColor: 'light-dark(rgb(31 59 99 / 5%), rgb(159 188 228 / 9%))',
    },
    '.cm-placeholder': { color: 'var(--quiet)', fontStyle: 'italic' },
    '.cm-tooltip': { border: '1px solid var(--line)', borderRadius: '6px', backgroundColor: 'var(--paper)' },
    '.cm-tooltip-autocomplete > ul': { fontFamily: MONO, fontSize: '12.5px', maxHeight: '15em' },
    '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
      backgroundColor: 'var(--organisation)',
      color: 'var(--on-strong)',
    },
    '.cm-completionDetail': { fontStyle: 'normal', opacity: '0.75' },
    '.cm-diagnostic': {
      fontFamily: 'system-ui, sans-serif',
      fontSize: '13px',
      maxWidth: '46em',
      whiteSpace: 'pre-wrap',
    },
    '.cm-diagnosticAction': {
      color: 'var(--on-strong)',
      backgroundColor: 'var(--organisation)',
      fontSize: '12.5px',
      padding: '1px 8px',
    },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: tags.keyword, color: 'var(--link)', fontWeight: '600' },
      { tag: tags.typeName, color: 'var(--person)' },
      { tag: tags.propertyName, color: 'light-dark(#7a3e00, #ffb27a)' },
      { tag: tags.string, color: 'light-dark(#8a2a4b, #f08bc0)' },
      { tag: [tags.number, tags.bool, tags.null], color: 'light-dark(#6b2fa0, #c99bd9)' },
      { tag: tags.atom, color: 'light-dark(#6b2fa0, #c99bd9)', fontWeight: '600' },
      { tag: tags.function(tags.variableName), color: 'light-dark(#00607a, #6fc3d3)' },
      { tag: tags.comment, color: 'var(--quiet)', fontStyle: 'italic' },
    ]),
  ),
]
