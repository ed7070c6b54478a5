import type { Input } from '../../files/input.ts'
import type { RawRow, ReadContext } from '../../tables/raw-row.ts'

/** A file format for people, organisations, sources and claims. */
export interface Format {
  name: string
  /** One line for the help text. */
  about: string
  /** File extensions without the dot; `.gz` may follow any of them. */
  extensions: readonly string[]
  /** Whether files are binary. */
  binary?: boolean
  /** Whether rows are flat text columns that CSV can hold. */
  flat?: boolean
  /**
   * Whether files of a register repeat each other's people, organisations and sources, so that several files need
   * deduplication.
   */
  repeatsEntities?: boolean
  /** Whether a file with one of the extensions has this format. */
  recognises(input: Input): boolean
  /** @throws {FileError} if the whole file is unreadable */
  read(input: Input, context: ReadContext): AsyncIterable<RawRow>
}
