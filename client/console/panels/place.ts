/** The results lead to a place in the statement, which stands elsewhere on the page. */
const listeners = new Set<(offset: number) => void>()

export const goToPlace = {
  on(listener: (offset: number) => void): () => void {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
  go(offset: number): void {
    for (const listener of listeners) listener(offset)
  },
}
