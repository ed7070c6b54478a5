import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const MONO = 'ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace'

/** The style of the editor. The rules of the page do not apply in its shadow tree, but custom properties do. */
export const theme = [
  EditorView.theme({
    '&': { height: '100%', fontSize: '13px', color: 'var(--ink)', backgroundColor: 'var(--paper)' },
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': { fontFamily: MONO, lineHeight: '1.55', overflow: 'auto' },
    '.cm-content': { padding: '8px 0' },
    '.cm-gutters': { backgroundColor: 'var(--ground)', color: 'var(--quiet)', border: 'none' },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
    '&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter': { backgroundColor: 'rgb(31 59 99 / 5%)' },
    '.cm-placeholder': { color: '#6a7582' },
    '.cm-tooltip': { border: '1px solid var(--line)', borderRadius: '6px', backgroundColor: 'var(--paper)' },
    '.cm-tooltip-autocomplete > ul': { fontFamily: MONO, fontSize: '12.5px', maxHeight: '15em' },
    '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--organisation)', color: '#fff' },
    '.cm-completionDetail': { fontStyle: 'normal', opacity: '0.75' },
    '.cm-diagnostic': {
      fontFamily: 'system-ui, sans-serif',
      fontSize: '13px',
      maxWidth: '46em',
      whiteSpace: 'pre-wrap',
    },
    '.cm-diagnosticAction': { backgroundColor: 'var(--organisation)', fontSize: '12.5px', padding: '1px 8px' },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: tags.keyword, color: '#0b4f8f', fontWeight: '600' },
      { tag: tags.typeName, color: '#00694b' },
      { tag: tags.propertyName, color: '#7a3e00' },
      { tag: tags.string, color: '#8a2a4b' },
      { tag: [tags.number, tags.bool, tags.null], color: '#6b2fa0' },
      { tag: tags.atom, color: '#6b2fa0', fontWeight: '600' },
      { tag: tags.function(tags.variableName), color: '#00607a' },
      { tag: tags.comment, color: '#5d6774', fontStyle: 'italic' },
    ]),
  ),
]
