import { type Account, accountOf, calendarOf } from './accounts.ts'
import type { Claim, World } from './world.ts'

/** A world with every history that its claims allow. */
export interface Oracle {
  world: World
  accounts: Account[]
}

export const today = (): number => Math.floor(Date.now() / 86_400_000)

/** @throws {Undecided} if some claims can be read in several ways */
export function oracleOf(world: World): Oracle {
  const accounts = [...byPair(world.claims).values()].map(claims =>
    accountOf(claims, calendarOf(world, claims[0]?.person ?? ''), today()),
  )
  return { world, accounts }
}

/** The claims of each person at each organisation. */
export function byPair(claims: Claim[]): Map<string, Claim[]> {
  const pairs = new Map<string, Claim[]>()
  for (const claim of claims) {
    const pair = `${claim.person} ${claim.organisation}`
    pairs.set(pair, [...(pairs.get(pair) ?? []), claim])
  }
  return pairs
}
