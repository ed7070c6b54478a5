import type { Claim } from '../../cypher/model.ts'

/** A claim beside what else ranks it: when its source was published, as written. */
export type WeighedClaim = Claim & { published: string | null }

/** Neither a rumour nor a denial. */
export const isStanding = ({ status }: Claim): boolean => status === 'confirmed' || status === 'reported'
