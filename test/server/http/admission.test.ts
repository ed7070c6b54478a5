import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Admission } from '../../../server/http/admission.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const IDLE = () => 0

/** Sends a request; its state follows what the admission does with it. */
function ask(admission: Admission) {
  const asked = { state: 'waiting', end: () => {}, leave: () => {} }
  asked.leave = admission.request(
    end => Object.assign(asked, { state: 'running', end }),
    () => Object.assign(asked, { state: 'refused' }),
  )
  return asked
}
const states = (all: { state: string }[]) => all.map(({ state }) => state)

describe('the admission of questions', () => {
  test('runs and queues a limited number of requests, and refuses the others at once', () => {
    const admission = new Admission({ concurrent: 2, waiting: 1 }, IDLE)
    const all = [1, 2, 3, 4].map(() => ask(admission))
    expect(states(all)).toEqual(['running', 'running', 'waiting', 'refused'])
    all[0]?.end()
    all[0]?.end()
    expect(states(all)).toEqual(['running', 'running', 'running', 'refused'])
    expect(states([ask(admission), ask(admission)])).toEqual(['waiting', 'refused'])
  })

  test('forgets a waiting request whose client has gone', () => {
    const admission = new Admission({ concurrent: 1, waiting: 1 }, IDLE)
    const [first, second] = [ask(admission), ask(admission)]
    second.leave()
    const third = ask(admission)
    first.end()
    expect(states([second, third])).toEqual(['waiting', 'running'])
  })

  test('lets a burst wait, and in a lasting overload refuses requests that waited longer than an answer takes', () => {
    const admission = new Admission({ concurrent: 1, waiting: 1000 }, IDLE)
    let running = ask(admission)
    const all = Array.from({ length: 20 }, () => ask(admission))
    // Each answer takes 10 ms, and two more questions come meanwhile.
    for (let answered = 0; answered < 200; answered++) {
      vi.advanceTimersByTime(10)
      running.end()
      running = all.find(one => one.state === 'running' && one !== running) ?? running
      all.splice(all.indexOf(running), 1)
      all.push(ask(admission), ask(admission))
      if (answered === 30) expect(states(all)).not.toContain('refused')
    }
    expect(states(all)).toContain('refused')
    expect(states(all).filter(state => state === 'waiting').length).toBeLessThan(10)
  })

  test('runs fewer requests at a time while the event loop is too busy, but always some', () => {
    let busy = 0.9
    const admission = new Admission({ concurrent: 4, waiting: 1000 }, () => busy)
    const all = [1, 2, 3, 4, 5].map(() => ask(admission))
    const running = () => all.filter(({ state }) => state === 'running')
    const counts: number[] = []
    for (let step = 0; step < 12; step++) {
      if (step === 6) busy = 0.5
      vi.advanceTimersByTime(100)
      for (const one of running().slice(0, 1)) {
        one.end()
        all.splice(all.indexOf(one), 1)
      }
      all.push(ask(admission), ask(admission), ask(admission))
      counts.push(running().length)
    }
    expect(counts).toEqual([3, 2, 2, 2, 2, 2, 3, 4, 4, 4, 4, 4])
  })

  test('refuses requests that wait for a database that never answers', () => {
    const admission = new Admission({ concurrent: 1, waiting: 10 }, IDLE)
    const [, second] = [ask(admission), ask(admission)]
    vi.advanceTimersByTime(1_900)
    expect(second?.state).toBe('waiting')
    vi.advanceTimersByTime(200)
    expect(second?.state).toBe('refused')
  })
})
