import { parseDate } from '../../cypher/dates.ts'
import type { Organisation, PartOf } from '../../cypher/model.ts'
import { groupBy } from '../lib/group-by.ts'
import { type Within, withinOf } from './parts.ts'

/** A part-of relation. Dates are as written in the source. */
export type Tie = Pick<PartOf, 'id' | 'part' | 'whole' | 'from' | 'to'>

/** A relation, and whether the part is a team. */
export type ExistingPart = Tie & { isTeam: boolean }

/** The part-of relations of all organisations. */
export class TeamHierarchy {
  /**
   * Teams only: members of a team are members of its company, but members of a company are not members of its parent
   * company.
   */
  readonly within: Within
  readonly #ties: ReadonlyMap<string, ExistingPart[]>
  readonly #wholes = new Map<string, ReadonlySet<string>>()
  readonly #above = new Map<string, string>()

  private constructor(
    ties: ExistingPart[],
    /** Organisations with a changed relation at or above them. Their people are reconciled again. */
    readonly changed: ReadonlySet<string>,
  ) {
    this.#ties = groupBy(ties, ({ part }) => part)
    const bounds = (date: string | null) => (date === null ? null : parseDate(date))
    this.within = withinOf(
      ties
        .filter(({ isTeam }) => isTeam)
        .map(({ part, whole, from, to }) => ({ part, whole, from: bounds(from), to: bounds(to) })),
    )
  }

  /**
   * Combines the relations in the database and in the files. The files determine the type of their organisations.
   * `organisationOf` maps merged ids to canonical ids.
   */
  static of(
    known: ExistingPart[],
    told: Tie[],
    organisations: Pick<Organisation, 'id' | 'type'>[],
    organisationOf: (id: string) => string,
  ): TeamHierarchy {
    const isTeam = new Map(known.map(({ part, isTeam }) => [part, isTeam]))
    for (const { id, type } of organisations) isTeam.set(id, type === 'team')
    const before = new Map(known.map(tie => [tie.id, tie]))
    const ties = new Map(
      [...known, ...told].map(tie => {
        // A row without an end date does not clear a stored one.
        const to = tie.to ?? before.get(tie.id)?.to ?? null
        return [tie.id, { ...tie, to, isTeam: isTeam.get(tie.part) ?? false }] as const
      }),
    )
    const changed = new Set<string>()
    for (const [id, { part, whole, isTeam, to }] of ties) {
      const old = before.get(id)
      if (old?.isTeam !== isTeam || (old.to ?? null) !== to)
        changed.add(organisationOf(part)).add(organisationOf(whole))
    }
    const all = [...ties.values()].map(({ id, part, whole, from, to, isTeam }) => ({
      ...{ id, from, to, isTeam },
      part: organisationOf(part),
      whole: organisationOf(whole),
    }))
    // A change above an organisation affects its parts.
    for (const id of changed) for (const { part, whole } of all) if (whole === id) changed.add(part)
    return new TeamHierarchy(all, changed)
  }

  /** The direct and indirect wholes of an organisation, without itself. */
  wholesOf = (organisation: string): ReadonlySet<string> => {
    const known = this.#wholes.get(organisation)
    if (known) return known
    const wholes = new Set([organisation])
    for (const id of wholes) for (const { whole } of this.#ties.get(id) ?? []) wholes.add(whole)
    wholes.delete(organisation)
    this.#wholes.set(organisation, wholes)
    return wholes
  }

  /** All relations above an organisation as text. Equal texts mean equal relations. */
  above(organisation: string): string {
    if (this.#ties.size === 0) return ''
    let text = this.#above.get(organisation)
    if (text === undefined) {
      const ties = [organisation, ...this.wholesOf(organisation)].flatMap(id => this.#ties.get(id) ?? [])
      text = JSON.stringify(ties.map(({ part, whole, from, to, isTeam }) => [part, whole, from, to, isTeam]))
      this.#above.set(organisation, text)
    }
    return text
  }
}
