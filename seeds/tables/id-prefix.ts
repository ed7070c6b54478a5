/**
 * A prefix for all ids of some files, for registers that number their people 1, 2, 3. A reference may also mean something that
 * the database has and the files do not: then it is meant without the prefix.
 */
export class IdPrefix {
  constructor(private readonly prefix = '') {}

  get isNone(): boolean {
    return this.prefix === ''
  }

  add(id: string): string {
    return this.prefix !== '' && /^\S+$/u.test(id) ? this.prefix + id : id
  }

  /** Only of a reference as `add` gave it. */
  strip(reference: string): string {
    return this.prefix !== '' && reference.startsWith(this.prefix) ? reference.slice(this.prefix.length) : reference
  }
}
