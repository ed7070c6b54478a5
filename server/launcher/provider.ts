import type { Home, ProviderName, ServerState } from './home.ts'
import type { LaunchEnv } from './options.ts'

/** What a way is given to work with. */
export interface ProviderContext {
  home: Home
  /** The environment of the programs it runs. */
  env: NodeJS.ProcessEnv
  launch: LaunchEnv
  log: (line: string) => void
  /** Fires when the process is told to end while a start is under way. */
  signal?: AbortSignal
  /** Folders to look for Javas in, instead of the usual ones. */
  javaRoots?: string[]
  /** Settings beyond the hardened ones. */
  settings?: Readonly<Record<string, string>>
  /** The ways that may be gone, in the order in which they are tried. */
  providers: readonly Provider[]
}

/** The user of a Neo4j of our own. */
export const NEO4J_USER = 'neo4j'

/** One way to a Neo4j of our own. */
export interface Provider {
  how: ProviderName
  /**
   * Starts the server and waits until it answers; `home.server` is written as soon as something runs. Throws WayClosed if
   * this way cannot be gone here, Neo4jUnavailable if it should have worked and another way would show other data.
   */
  start(context: ProviderContext): Promise<ServerState>
  /** Whether the recorded server runs and answers; waits for one that is still on its way up. */
  isUp(state: ServerState, context: ProviderContext): Promise<boolean>
  /** Stops it and waits until it is gone. */
  stop(state: ServerState, context: ProviderContext): Promise<void>
  /** Tells it to stop without waiting: all that can be done while the process exits. */
  stopSoon(state: ServerState, context: ProviderContext): void
}
