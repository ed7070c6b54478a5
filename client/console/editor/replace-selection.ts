import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'

/**
 * Replaces a selection by typed text in place of the browser: Chromium would keep the style of the old text in a `style` attribute,
 * which the content security policy forbids. The browser handles text from input methods.
 */
export const replaceSelection: Extension = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data } = event
    if (event.inputType !== 'insertText' || !data || event.isComposing) return false
    const { from, to } = selectionOf(view)
    if (from === to || view.state.selection.ranges.length > 1) return false
    const insert = () =>
      view.state.update({
        changes: { from, to, insert: data },
        selection: { anchor: from + data.length },
        userEvent: 'input.type',
        scrollIntoView: true,
      })
    const handlers = view.state.facet(EditorView.inputHandler)
    if (!handlers.some(handle => handle(view, from, to, data, insert))) view.dispatch(insert())
    return true
  },
})

/** The selection of the document, which the editor may not know yet. */
function selectionOf(view: EditorView): { from: number; to: number } {
  // Only Chromium has this method, and only Chromium needs it.
  const selection = 'getSelection' in view.root ? (view.root as Document).getSelection() : null
  if (!selection || selection.isCollapsed || !view.contentDOM.contains(selection.anchorNode))
    return view.state.selection.main
  const [anchorNode, focusNode] = [selection.anchorNode, selection.focusNode]
  if (!anchorNode || !focusNode || !view.contentDOM.contains(focusNode)) return view.state.selection.main
  const ends = [view.posAtDOM(anchorNode, selection.anchorOffset), view.posAtDOM(focusNode, selection.focusOffset)]
  return { from: Math.min(...ends), to: Math.max(...ends) }
}
