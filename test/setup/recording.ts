import type { Driver } from '../../server/db/connect.ts'

export interface RecordedRun {
  cypher: string
  params: Record<string, unknown>
}

/** The same driver, recording every statement that its sessions run. */
export function recording(driver: Driver): { driver: Driver; runs: RecordedRun[] } {
  const runs: RecordedRun[] = []
  const recorder = new Proxy(driver, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (name !== 'session') return typeof value === 'function' ? value.bind(target) : value
      return (...given: Parameters<Driver['session']>) => {
        const session = target.session(...given)
        const run = session.run.bind(session) as (...given: unknown[]) => ReturnType<typeof session.run>
        session.run = (cypher: unknown, params: unknown, config: unknown) => {
          runs.push({ cypher: String(cypher), params: params as RecordedRun['params'] })
          return run(cypher, params, config)
        }
        return session
      }
    },
  })
  return { driver: recorder, runs }
}
