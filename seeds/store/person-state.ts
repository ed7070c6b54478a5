import type { Bounds } from '../../cypher/dates.ts'
import type { Ends, Joined, Left, Tenure } from '../../cypher/model.ts'
import type { WeighedClaim } from '../claims/claim.ts'
import type { TeamHierarchy } from '../reconcile/team-hierarchy.ts'

/** The stored records of one person. */
export interface StoredPerson {
  person: string
  died: string | null
  claims: WeighedClaim[]
  joined: (Joined & Ends)[]
  left: (Left & Ends)[]
  tenures: (Tenure & Ends)[]
}

/** The records of one person in a load. A merged person has several ids. */
export interface IncomingPerson {
  /** The canonical id. */
  root: string
  members: string[]
  claims: WeighedClaim[]
  /** Date of death, if the load states one. */
  died: string | null
  /** Recompute the person even if the state digest is up to date. */
  force: boolean
}

/** The context of one person's claims: merges, team hierarchy and limits. */
export interface ReconcileContext {
  /** The canonical id of an organisation. */
  organisationOf(id: string): string
  hierarchy: TeamHierarchy
  /** The bounds of an organisation's dissolution; null if unknown. */
  dissolved(organisation: string): Bounds | null
  /** Events after this day are scheduled. Null: no event is scheduled. */
  today: string | null
  /** Sources whose claims are withdrawn unless the load contains them. */
  replacing: ReadonlySet<string>
  load: number
}
