/** Removes the place of a row in its file. */
export const withoutPlace = <T extends { place: unknown; row: unknown }>({
  place: _,
  row: __,
  ...thing
}: T): Omit<T, 'place' | 'row'> => thing
