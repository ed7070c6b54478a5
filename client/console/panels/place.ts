/** Lets the results move the cursor to a position in the statement. */
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
