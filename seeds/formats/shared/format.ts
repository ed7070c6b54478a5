import type { Input } from '../../files/input.ts'
import type { RawRow, ReadContext } from '../../tables/raw-row.ts'

/** One way in which files hold people, organisations, sources and claims. */
export interface Format {
  name: string
  /** One line for the help text. */
  about: string
  /** Without the dot; `.gz` may follow any. */
  extensions: readonly string[]
  /** Files of it are no text. */
  binary?: boolean
  /** Its rows are text by columns, as CSV can hold them. */
  flat?: boolean
  /** Files of a register repeat the people, organisations and sources of each other: of several files each is made once. */
  repeatsEntities?: boolean
  /** Whether a file of one of the extensions is of this format. */
  recognises(input: Input): boolean
  /** @throws {FileFault} if the file as a whole cannot be read */
  read(input: Input, context: ReadContext): AsyncIterable<RawRow>
}
