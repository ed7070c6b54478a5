import type { Entity } from './ftm-entity.ts'

/**
 * The entities of a file by id. A merged entity lists the ids of its parts as referents; a reference to one of them
 * resolves to the merged entity.
 */
export class EntityIndex {
  readonly #entities = new Map<string, Entity>()
  readonly #merged = new Map<string, string | null>()
  /** The schemas of entities that are not kept, by id. */
  readonly #others = new Map<string, string>()

  /** Keeps an entity under its id, or under a key that no reference uses. */
  set(entity: Entity, key = entity.id): void {
    this.#entities.set(key, entity)
    for (const referent of entity.referents) {
      const other = this.#merged.get(referent)
      // Ambiguous if two entities were merged from it.
      this.#merged.set(referent, other === undefined || other === entity.id ? entity.id : null)
    }
  }

  /** Keeps only the schema of an entity. */
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

  /** Resolves a reference to an id. A reference to no entity of the file is returned unchanged. */
  idOf(reference: string): string {
    return this.#entities.has(reference) ? reference : (this.#merged.get(reference) ?? reference)
  }

  /** Resolves references to distinct ids. */
  idsOf(references: readonly string[]): string[] {
    return [...new Set(references.map(reference => this.idOf(reference)))]
  }

  values(): Iterable<Entity> {
    return this.#entities.values()
  }
}
