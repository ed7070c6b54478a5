/**
 * The settings every Neo4j that is ours runs with: the Java launcher writes them to neo4j.conf, the tests hand them to
 * testcontainers, docker-compose.yml repeats them as NEO4J_… variables (a test holds the two equal).
 */
export const HARDENED_SETTINGS: Readonly<Record<string, string>> = {
  // Bolt is the only door: nobody here needs the browser or the query API, and a closed port needs no guard.
  'server.http.enabled': 'false',
  'server.https.enabled': 'false',
  // LOAD CSV reads neither the server's files nor, through it, the network behind it.
  'dbms.security.allow_csv_import_from_file_urls': 'false',
  'internal.dbms.cypher_ip_blocklist': '0.0.0.0/0,::/0',
  // A batch of the loader takes seconds and the server asks with far shorter limits: past five minutes it is a runaway.
  'db.transaction.timeout': '5m',
  // Two writers sort their batches by person, so locks wait for one batch; half a minute is a deadlock's end, not a queue.
  'db.lock.acquisition.timeout': '30s',
  // A quarter of the default heap: one statement that would hold more is refused and the others live on.
  'db.memory.transaction.max': '256m',
  'dbms.usage_report.enabled': 'false',
  // Without it an empty store takes 516 MB of disk instead of a few.
  'db.tx_log.preallocate': 'false',
  // Else those of two days are kept, and a load of a million rows writes gigabytes of them. They serve differential
  // backups alone, which this edition does not have.
  'db.tx_log.rotation.retention_policy': '1G size',
  // At a stop Bolt waits five seconds twice for stragglers; whoever stops it has let go already.
  'internal.dbms.bolt.netty_server_shutdown_quiet_period': '0',
}

/** The image of the Docker way, of the tests and of docker-compose.yml. */
export const IMAGE = 'neo4j:5.26-community'

/** Memory of a Neo4j of our own, modest by default; docker-compose.yml repeats it. */
export const MEMORY = { heap: '1g', pageCache: '256m' }

/** Settings as lines of neo4j.conf. */
export function asConf(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}

/** Settings as the variables the official image reads: a dot is `_`, an underscore `__`, and the prefix is NEO4J_. */
export function asEnvironment(settings: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      `NEO4J_${name.replaceAll('_', '__').replaceAll('.', '_')}`,
      value,
    ]),
  )
}
