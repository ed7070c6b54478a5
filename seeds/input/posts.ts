/**
 * Names of posts: what a register gives a row of its own, as a membership or an employment, is a post by itself. Several of
 * one person at one organisation may be held at once or follow one another, and are told apart by these names.
 */
export class PostNames {
  readonly #given = new Map<string, number>()

  /** Of the role and of when it began, so that the same post in two files has one name. Never a number: see stints.ts. */
  of(ends: readonly (string | undefined)[], role: string | undefined, begin?: string, end?: string): string {
    const time = begin ?? (end && `to ${end}`)
    const name = [role && (/^\d+$/.test(role) ? `post ${role}` : role), time ?? (role ? undefined : 'undated')]
      .filter(Boolean)
      .join(', ')
    const plain = /^\d+$/.test(name) ? `from ${name}` : name
    const key = JSON.stringify([...ends, plain])
    const nth = (this.#given.get(key) ?? 0) + 1
    this.#given.set(key, nth)
    return nth === 1 ? plain : `${plain} (${nth})`
  }
}
