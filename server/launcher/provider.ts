import type { LaunchOptions } from '../lib/env.ts'
import type { Home, ProviderName, ServerState } from './home.ts'

export interface ProviderContext {
  home: Home
  /** The environment of the programs that the provider runs. */
  env: NodeJS.ProcessEnv
  launch: LaunchOptions
  log: (line: string) => void
  /** Aborts a start when the process is terminated. */
  signal?: AbortSignal
  /** Where to look for Java installations, instead of the usual folders. */
  javaRoots?: string[]
  /** Neo4j settings beyond the hardened ones. */
  settings?: Readonly<Record<string, string>>
  /** The providers to try, in this order. */
  providers: readonly Provider[]
}

/** The user of a Neo4j that the app starts. */
export const NEO4J_USER = 'neo4j'

/** Starts and stops a local Neo4j. */
export interface Provider {
  how: ProviderName
  /**
   * Starts the server and waits until it answers. Writes `home.server` as soon as something runs.
   * @throws {ProviderUnavailable} if this provider cannot work here
   * @throws {Neo4jUnavailable} if it should have worked; another provider would open other data
   */
  start(context: ProviderContext): Promise<ServerState>
  /** Whether the recorded server runs and answers. Waits if it is still starting. */
  isUp(state: ServerState, context: ProviderContext): Promise<boolean>
  /** Stops the server and waits until it has ended. */
  stop(state: ServerState, context: ProviderContext): Promise<void>
  /** Ends the server at once, and waits until it has ended. It is restarted: by the supervisor if it has a process, otherwise by this. */
  kill(state: ServerState, context: ProviderContext): Promise<void>
  /** Asks the server to stop and does not wait; for a process that exits. */
  stopSoon(state: ServerState, context: ProviderContext): void
}
