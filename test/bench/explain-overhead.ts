import { Adhoc } from '../../server/db/adhoc.ts'
import { connect } from '../../server/db/connect.ts'
import { toWire } from '../../server/db/wire.ts'

const WARM_UP = 100

/**
 * By how much the gate lengthens a repeated ad hoc statement: the median of a run behind the gate, its verdict known, over
 * that of the same statement run the same way and put on the wire the same way without one; in turn. 1 is no cost.
 */
export async function explainOverhead(
  server: { uri: string; user: string; password: string },
  query: string,
  params: Record<string, unknown> = {},
  rounds = 400,
): Promise<number> {
  const [gated, bare] = [new Adhoc(connect(server)), connect(server)]
  const signal = new AbortController().signal
  const behind = async () => {
    let bytes = 0
    for await (const line of gated.run({ query, params, mode: 'run', graph: 'off' }, signal)) bytes += line.length
    return bytes
  }
  const without = async () => {
    const session = bare.session({ defaultAccessMode: 'READ', fetchSize: 200 })
    let bytes = 0
    try {
      const result = session.beginTransaction({ timeout: 10_000 }).run(query, params)
      bytes += JSON.stringify({ type: 'head', columns: await result.keys() }).length
      for await (const record of result)
        bytes += JSON.stringify({ type: 'row', values: record.keys.map((_, at) => toWire(record.get(at))) }).length
    } finally {
      // Neither waits until the database has let go.
      void session.close()
    }
    return bytes
  }
  const times: [number[], number[]] = [[], []]
  try {
    for (let round = -WARM_UP; round < rounds; round++)
      for (const [at, work] of [behind, without].entries()) {
        const from = performance.now()
        await work()
        if (round >= 0) times[at]?.push(performance.now() - from)
      }
  } finally {
    await gated.close()
    await bare.close()
  }
  const [one, other] = times.map(median)
  return Math.round(((one ?? 0) / (other ?? 1)) * 1000) / 1000
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
