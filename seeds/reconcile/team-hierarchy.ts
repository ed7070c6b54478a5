import { parseDate } from '../../cypher/dates.ts'
import type { Organisation, PartOf } from '../../cypher/model.ts'
import { groupBy } from '../lib/group-by.ts'
import { type Within, withinOf } from './parts.ts'

/** A part-of relation. Dates are as written in the source. */
export type PartOfRelation = Pick<PartOf, 'id' | 'part' | 'whole' | 'from' | 'to'>

/** A relation, and whether the part is a team. */
export type ExistingPart = PartOfRelation & { isTeam: boolean }

/** The part-of relations of all organisations. */
export class TeamHierarchy {
  /**
   * Teams only: members of a team are members of its company, but members of a company are not members of its parent
   * company.
   */
  readonly within: Within
  readonly #relations: ReadonlyMap<string, ExistingPart[]>
  readonly #wholes = new Map<string, ReadonlySet<string>>()
  readonly #above = new Map<string, string>()

  private constructor(
    relations: ExistingPart[],
    /** Organisations with a changed relation at or above them. Their people are reconciled again. */
    readonly changed: ReadonlySet<string>,
  ) {
    this.#relations = groupBy(relations, ({ part }) => part)
    const bounds = (date: string | null) => (date === null ? null : parseDate(date))
    this.within = withinOf(
      relations
        .filter(({ isTeam }) => isTeam)
        .map(({ part, whole, from, to }) => ({ part, whole, from: bounds(from), to: bounds(to) })),
    )
  }

  /**
   * Combines the relations in the database and in the files. The files determine the type of their organisations.
   * `organisationOf` maps merged ids to canonical ids.
   */
  static of(
    existing: ExistingPart[],
    incoming: PartOfRelation[],
    organisations: Pick<Organisation, 'id' | 'type'>[],
    organisationOf: (id: string) => string,
  ): TeamHierarchy {
    const isTeam = new Map(existing.map(({ part, isTeam }) => [part, isTeam]))
    for (const { id, type } of organisations) isTeam.set(id, type === 'team')
    const before = new Map(existing.map(relation => [relation.id, relation]))
    const relations = new Map(
      [...existing, ...incoming].map(relation => {
        // A row without an end date does not clear a stored one.
        const to = relation.to ?? before.get(relation.id)?.to ?? null
        return [relation.id, { ...relation, to, isTeam: isTeam.get(relation.part) ?? false }] as const
      }),
    )
    const changed = new Set<string>()
    for (const [id, { part, whole, isTeam, to }] of relations) {
      const old = before.get(id)
      if (old?.isTeam !== isTeam || (old.to ?? null) !== to)
        changed.add(organisationOf(part)).add(organisationOf(whole))
    }
    const all = [...relations.values()].map(({ id, part, whole, from, to, isTeam }) => ({
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
    const cached = this.#wholes.get(organisation)
    if (cached) return cached
    const wholes = new Set([organisation])
    for (const id of wholes) for (const { whole } of this.#relations.get(id) ?? []) wholes.add(whole)
    wholes.delete(organisation)
    this.#wholes.set(organisation, wholes)
    return wholes
  }

  /** All relations above an organisation as text. Equal texts mean equal relations. */
  above(organisation: string): string {
    if (this.#relations.size === 0) return ''
    let text = this.#above.get(organisation)
    if (text === undefined) {
      const relations = [organisation, ...this.wholesOf(organisation)].flatMap(id => this.#relations.get(id) ?? [])
      text = JSON.stringify(relations.map(({ part, whole, from, to, isTeam }) => [part, whole, from, to, isTeam]))
      this.#above.set(organisation, text)
    }
    return text
  }
}
