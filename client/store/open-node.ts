import type { Explorer } from './explorer.ts'

/** The location that draws what is around an organisation of the first view in its place. */
export const openedAt = (id: string) => ({
  query: 'around',
  params: { node: id },
  select: [id],
  expand: [],
  camera: null,
})

/** What a click or Enter does: an organisation of the first view is opened, and any other node is selected. */
export function openNode(explorer: Explorer, id: string): void {
  if (explorer.store.getState().network?.nodes.get(id)?.people) explorer.navigate(openedAt(id))
  else explorer.select(id)
}
