import { parseDate } from '../cypher/dates.ts'
import type { Organisation, PartOf } from '../cypher/model.ts'
import { type Within, withinOf } from './reconcile/parts.ts'

/** A team is a part of a whole. Dates are as written. */
export type Tie = Pick<PartOf, 'id' | 'part' | 'whole' | 'from' | 'to'>

/** What the database holds of an organisation that is a part of another. */
export type KnownPart = Tie & { isTeam: boolean }

/**
 * What teams are parts of: who is in a team is in its company, while a company within another is none of its rooms.
 */
export class Ties {
  readonly within: Within
  readonly #above = new Map<string, string>()
  readonly #tied: ReadonlySet<string>

  private constructor(
    ties: Tie[],
    /** Organisations whose people are told anew, for a tie of theirs or above them has changed. */
    readonly changed: ReadonlySet<string>,
  ) {
    this.#tied = new Set(ties.flatMap(({ part, whole }) => [part, whole]))
    const bounds = (date: string | null) => (date === null ? null : parseDate(date))
    this.within = withinOf(
      ties.map(({ part, whole, from, to }) => ({ part, whole, from: bounds(from), to: bounds(to) })),
    )
  }

  /**
   * Of what is a part of what, in the database and in the files, that of which the part is a team. An organisation of the
   * files is what they say it is. `organisationOf` tells which organisation stands for which.
   */
  static of(
    known: KnownPart[],
    told: Tie[],
    organisations: Pick<Organisation, 'id' | 'type'>[],
    organisationOf: (id: string) => string,
  ): Ties {
    const isTeam = new Map(known.map(({ part, isTeam }) => [part, isTeam]))
    for (const { id, type } of organisations) isTeam.set(id, type === 'team')
    const before = new Map(known.filter(({ isTeam }) => isTeam).map(tie => [tie.id, tie]))
    const ties = new Map([...known, ...told].filter(({ part }) => isTeam.get(part)).map(tie => [tie.id, tie]))
    const changed = new Set<string>()
    for (const { id, part, whole } of [...before.values(), ...ties.values()]) {
      const [old, now] = [before.get(id), ties.get(id)]
      if (!old || !now || (old.to ?? null) !== now.to) changed.add(organisationOf(part)).add(organisationOf(whole))
    }
    const all = [...ties.values()].map(({ id, part, whole, from, to }) => ({
      ...{ id, from, to },
      part: organisationOf(part),
      whole: organisationOf(whole),
    }))
    // What is above a team bears on it.
    for (const id of changed) for (const { part, whole } of all) if (whole === id) changed.add(part)
    return new Ties(all, changed)
  }

  /** Whether it is a team of another, or has one. */
  isTied(organisation: string): boolean {
    return this.#tied.has(organisation)
  }

  /** All that an organisation is within, as text: the same text, the same ties. */
  above(organisation: string): string {
    if (this.within.size === 0) return ''
    let text = this.#above.get(organisation)
    if (text === undefined) {
      const seen = new Set([organisation])
      for (const id of seen) for (const { whole } of this.within.get(id) ?? []) seen.add(whole)
      text = JSON.stringify([...seen].flatMap(id => this.within.get(id) ?? []))
      this.#above.set(organisation, text)
    }
    return text
  }
}
