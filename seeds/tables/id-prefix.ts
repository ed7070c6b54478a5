/**
 * A prefix for all ids of some files, for registers that number their people 1, 2, 3. A reference may also mean an
 * existing record that the files do not contain; such a reference has no prefix.
 */
export class IdPrefix {
  constructor(private readonly prefix = '') {}

  get isNone(): boolean {
    return this.prefix === ''
  }

  add(id: string): string {
    return this.prefix !== '' && /^\S+$/u.test(id) ? this.prefix + id : id
  }

  /** Removes the prefix that `add` added. */
  strip(reference: string): string {
    return this.prefix !== '' && reference.startsWith(this.prefix) ? reference.slice(this.prefix.length) : reference
  }
}
