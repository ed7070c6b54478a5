/**
 * The settings of every Neo4j that the app starts. The Java provider writes them to neo4j.conf, the tests pass them to
 * testcontainers, and docker-compose.yml repeats them as NEO4J_… variables (a test compares the two).
 */
export const HARDENED_SETTINGS: Readonly<Record<string, string>> = {
  // The app uses Bolt only.
  'server.http.enabled': 'false',
  'server.https.enabled': 'false',
  // LOAD CSV must read neither files of the server nor URLs.
  'dbms.security.allow_csv_import_from_file_urls': 'false',
  'internal.dbms.cypher_ip_blocklist': '0.0.0.0/0,::/0',
  // A batch of the loader takes seconds, and the server sets far shorter timeouts.
  'db.transaction.timeout': '5m',
  // Writers sort their batches by person, so a lock waits for one batch at most. A longer wait is a deadlock.
  'db.lock.acquisition.timeout': '30s',
  // A quarter of the default heap, so that one statement cannot exhaust it.
  'db.memory.transaction.max': '256m',
  // While a request waits, the server sends a sign of life each time; without two of them, the driver gives the connection up.
  // By default, that takes two minutes, so connections that died without a sign would cost every request its whole time.
  'server.bolt.connection_keep_alive': '4s',
  'server.bolt.connection_keep_alive_probes': '2',
  'dbms.usage_report.enabled': 'false',
  // Preallocation would take 516 MB of disk for an empty store.
  'db.tx_log.preallocate': 'false',
  // By default, logs are kept for two days, and a load of a million rows writes gigabytes. Only differential backups need them,
  // which the Community edition lacks.
  'db.tx_log.rotation.retention_policy': '1G size',
  // By default, Bolt waits twice five seconds for open connections when it stops.
  'internal.dbms.bolt.netty_server_shutdown_quiet_period': '0',
}

/** The image of the Docker provider, the tests and docker-compose.yml. */
export const IMAGE = 'neo4j:5.26-community'

/** Default memory of a Neo4j that the app starts; docker-compose.yml repeats it. */
export const MEMORY = { heap: '1g', pageCache: '256m' }

/** Default memory of a Neo4j with the copy for ad hoc Cypher, which answers few statements at a time. */
export const COPY_MEMORY = { heap: '512m', pageCache: '64m' }

/** Settings as lines of neo4j.conf. */
export function asConf(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}

/** Settings as environment variables of the official image: prefix NEO4J_, `.` as `_`, `_` as `__`. */
export function asEnvironment(settings: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      `NEO4J_${name.replaceAll('_', '__').replaceAll('.', '_')}`,
      value,
    ]),
  )
}
