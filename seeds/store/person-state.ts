import type { Bounds } from '../../cypher/dates.ts'
import type { Ends, Joined, Left, Tenure } from '../../cypher/model.ts'
import type { WeighedClaim } from '../claims/claim.ts'
import type { TeamHierarchy } from '../reconcile/team-hierarchy.ts'

/** All that the database holds of one person. */
export interface StoredPerson {
  person: string
  died: string | null
  claims: WeighedClaim[]
  joined: (Joined & Ends)[]
  left: (Left & Ends)[]
  tenures: (Tenure & Ends)[]
}

/** What a load brings of one person, who may have several ids. */
export interface IncomingPerson {
  /** The id that stands for all. */
  root: string
  members: string[]
  claims: WeighedClaim[]
  /** When they died, if the load says so. */
  died: string | null
  /** To be worked out anew, whatever is settled. */
  force: boolean
}

/** What is to be known beside the claims of one person. */
export interface ReconcileContext {
  /** The organisation that stands for this one. */
  organisationOf(id: string): string
  /** What organisations are parts of. */
  hierarchy: TeamHierarchy
  /** When an organisation was dissolved. */
  dissolved(organisation: string): Bounds | null
  /** Events after this day are scheduled; null: none is. */
  today: string | null
  /** Sources that no longer say what the load does not bring. */
  replacing: ReadonlySet<string>
  /** The number of the load. */
  load: number
}
