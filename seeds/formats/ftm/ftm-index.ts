import type { Entity } from './ftm-entity.ts'

/**
 * The entities of a file by their ids. An entity that was merged from several has their ids as its referents, and a reference
 * to one of these means it.
 */
export class EntityIndex {
  readonly #entities = new Map<string, Entity>()
  readonly #merged = new Map<string, string | null>()
  /** The schemas of entities that are not kept, by their ids. */
  readonly #others = new Map<string, string>()

  /** Keeps the entity under its id, or under another that no reference has. */
  set(entity: Entity, key = entity.id): void {
    this.#entities.set(key, entity)
    for (const referent of entity.referents) {
      const other = this.#merged.get(referent)
      // Of two entities that both were merged from it, the reference cannot tell.
      this.#merged.set(referent, other === undefined || other === entity.id ? entity.id : null)
    }
  }

  /** Remembers of an entity no more than what it is. */
  setOther({ id, schema }: Pick<Entity, 'id' | 'schema'>): void {
    this.#others.set(id, schema)
  }

  has(id: string): boolean {
    return this.#entities.has(id)
  }

  get(reference: string): Entity | undefined {
    return this.#entities.get(this.idOf(reference))
  }

  schemaOf(reference: string): string | undefined {
    return this.get(reference)?.schema ?? this.#others.get(reference)
  }

  /** The id that a reference means; a reference to no entity of the file stays as it is. */
  idOf(reference: string): string {
    return this.#entities.has(reference) ? reference : (this.#merged.get(reference) ?? reference)
  }

  /** The ids that references mean, each once. */
  idsOf(references: readonly string[]): string[] {
    return [...new Set(references.map(reference => this.idOf(reference)))]
  }

  values(): Iterable<Entity> {
    return this.#entities.values()
  }
}
