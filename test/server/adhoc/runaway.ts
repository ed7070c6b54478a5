/** A statement that Neo4j cannot finish or stop: each `btrim` takes as many steps as the product of the two lengths. */
export const RUNAWAY = {
  query: 'RETURN size([i IN range(1, 10000) | size(btrim($s, $t))]) AS x',
  params: { s: 'a'.repeat(24_000), t: `${'bcdefghij'.repeat(2_600)}a` },
}
