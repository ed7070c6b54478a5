/** A thing without where it was read. */
export const withoutPlace = <T extends { place: unknown }>({ place: _, ...thing }: T): Omit<T, 'place'> => thing
