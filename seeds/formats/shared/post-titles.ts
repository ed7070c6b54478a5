/**
 * Names the posts of a register. Each membership or employment is a post with its own stint, because a person may hold
 * several at one organisation, at once or in succession.
 */
export class PostNames {
  readonly #given = new Map<string, number>()

  /**
   * Names a post after role and begin, so that it has the same name in every file. Never a bare number, which means a
   * numbered stay.
   */
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

/** Posts in many countries share a name, so the countries are added to it unless they are already there. */
export function nameWithCountries(name: string, countries: readonly string[]): string {
  const missing = countries.filter(country => !name.toLowerCase().includes(country.toLowerCase()))
  return missing.length > 0 && name !== '' ? `${name} (${missing.join(', ')})` : name
}
