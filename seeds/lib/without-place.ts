/** A thing without where it was read. */
export const withoutPlace = <T extends { place: unknown; row: unknown }>({
  place: _,
  row: __,
  ...thing
}: T): Omit<T, 'place' | 'row'> => thing
