import type { Explorer } from './explorer.ts'

/** The location that draws what is around an organisation of the first view in its place. */
export const openedAt = (id: string) => ({
  query: 'around',
  params: { node: id },
  select: [id],
  expand: [],
  camera: null,
})

/** Selects a second node beside the selected one; without one, or of a map of moves, as a plain click does. */
export function pairNode(explorer: Explorer, id: string): void {
  const { selection, network } = explorer.store.getState()
  const [first] = selection
  if (first === undefined || first === id || network?.nodes.get(id)?.people) openNode(explorer, id)
  else explorer.select(first, id)
}

/** What a click or Enter does: an organisation of the first view is opened, and any other node is selected. */
export function openNode(explorer: Explorer, id: string): void {
  if (explorer.store.getState().network?.nodes.get(id)?.people) explorer.navigate(openedAt(id))
  else explorer.select(id)
}
