import { ADHOC_LIMITS, Adhoc } from '../../server/adhoc/adhoc-service.ts'
import { Statements } from '../../server/adhoc/statements/statements.ts'
import { connect } from '../../server/db/connect.ts'
import { toWire } from '../../server/db/values.ts'

const WARM_UP = 100

/**
 * The overhead of the query policy and of the separate process for a repeated ad hoc statement, as ratios of medians of alternating
 * runs: a run with the policy, whose verdict is cached, to the same run without it; and a run in a separate process to one with
 * the policy. 1 means no overhead.
 */
export async function explainOverhead(
  server: { uri: string; user: string; password: string },
  query: string,
  params: Record<string, unknown> = {},
  rounds = 400,
): Promise<{ gate: number; process: number }> {
  const [apart, withPolicy, bare] = [new Adhoc(server), new Statements(connect(server), ADHOC_LIMITS), connect(server)]
  const signal = new AbortController().signal
  const count = async (lines: AsyncGenerator<string>) => {
    let bytes = 0
    for await (const line of lines) bytes += line.length
    return bytes
  }
  const request = { query, params, mode: 'run', graph: 'off' } as const
  const inProcess = () => count(apart.run(request, signal))
  const behind = () => count(withPolicy.run(request, { signal, onReleased: () => {} }))
  const without = async () => {
    const session = bare.session({ defaultAccessMode: 'READ', fetchSize: 200 })
    let bytes = 0
    try {
      const result = session.beginTransaction({ timeout: 10_000 }).run(query, params)
      bytes += JSON.stringify({ type: 'head', columns: await result.keys() }).length
      for await (const record of result)
        bytes += JSON.stringify({ type: 'row', values: record.keys.map((_, at) => toWire(record.get(at))) }).length
    } finally {
      // Neither run waits until the database has released the statement.
      void session.close()
    }
    return bytes
  }
  const times: number[][] = [[], [], []]
  try {
    for (let round = -WARM_UP; round < rounds; round++)
      for (const [at, work] of [inProcess, behind, without].entries()) {
        const from = performance.now()
        await work()
        if (round >= 0) times[at]?.push(performance.now() - from)
      }
  } finally {
    await apart.close()
    await withPolicy.close()
    await bare.close()
  }
  const [own = 0, judged = 0, plain = 0] = times.map(median)
  return { gate: round(judged / plain), process: round(own / judged) }
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const round = (ratio: number): number => Math.round(ratio * 1000) / 1000
