/** No Neo4j could be had. The message is whole: print it as it is, without a stack; it names the way out. */
export class Neo4jUnavailable extends Error {
  override name = 'Neo4jUnavailable'
}

/**
 * One of the ways (Docker or Java) cannot be gone here; the next one may still be. The message is one line. `usual` says that
 * it is nothing to speak of while another way is open, such as a machine without Docker.
 */
export class ProviderUnavailable extends Error {
  override name = 'WayClosed'

  constructor(
    message: string,
    readonly expected = false,
  ) {
    super(message)
  }
}

/** The home is in use by somebody else, and the caller asked for one of its own. */
export class Neo4jInUse extends Neo4jUnavailable {
  override name = 'Neo4jInUse'
}

/** What an unknown thrown thing says, on one line. */
export function firstLineOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  return text.trim().split('\n')[0] ?? ''
}
