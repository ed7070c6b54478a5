import { parseDate } from '../cypher/dates.ts'
import type { Organisation, PartOf } from '../cypher/model.ts'
import { type Within, withinOf } from './reconcile/parts.ts'

/** A team is a part of a whole. Dates are as written. */
export type Tie = Pick<PartOf, 'id' | 'part' | 'whole' | 'from' | 'to'>

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

  /** Those that the database holds, and those of the files; `organisationOf` tells which organisation stands for which. */
  static of(
    known: Tie[],
    told: Tie[],
    teams: Pick<Organisation, 'id' | 'type'>[],
    organisationOf: (id: string) => string,
  ): Ties {
    const isTeam = new Set(teams.filter(({ type }) => type === 'team').map(({ id }) => id))
    for (const { part } of known) isTeam.add(part)
    const before = new Map(known.map(tie => [tie.id, tie]))
    const ties = new Map(before)
    const changed = new Set<string>()
    for (const { id, part, whole, from, to } of told.filter(({ part }) => isTeam.has(part))) {
      const old = before.get(id)
      if (!old || (old.to ?? null) !== to) changed.add(organisationOf(part)).add(organisationOf(whole))
      ties.set(id, { id, part, whole, from, to })
    }
    const all = [...ties.values()].map(tie => ({
      ...tie,
      part: organisationOf(tie.part),
      whole: organisationOf(tie.whole),
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
