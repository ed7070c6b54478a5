/** No Neo4j is available. The message is complete: print it without a stack trace. */
export class Neo4jUnavailable extends Error {
  override name = 'Neo4jUnavailable'
}

/**
 * A provider (Docker or Java) cannot start a server here; the next one may. The message is one line. `expected` means that the
 * reason is not worth a log line if another provider works, such as a machine without Docker.
 */
export class ProviderUnavailable extends Error {
  override name = 'ProviderUnavailable'

  constructor(
    message: string,
    readonly expected = false,
  ) {
    super(message)
  }
}

/** Another process uses the home, and the caller asked for exclusive use. */
export class Neo4jInUse extends Neo4jUnavailable {
  override name = 'Neo4jInUse'
}

/** The first line of an error's message. */
export function firstLineOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.trim().split('\n')[0] ?? ''
}
