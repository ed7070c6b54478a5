import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Penalties } from '../../../../server/adhoc/pool/penalties.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('an address waits a minute after its first penalty, then twice as long each time up to ten minutes, and others do not wait', () => {
  const penalties = new Penalties()
  const waits: number[] = []
  for (let time = 0; time < 6; time++) {
    penalties.add('10.0.0.1')
    waits.push(penalties.secondsLeft('10.0.0.1'))
    vi.advanceTimersByTime((waits.at(-1) ?? 0) * 1_000 - 1)
    expect(penalties.secondsLeft('10.0.0.1')).toBe(1)
    vi.advanceTimersByTime(1)
    expect(penalties.secondsLeft('10.0.0.1')).toBe(0)
  }
  expect(waits).toEqual([60, 120, 240, 480, 600, 600])
  expect(penalties.secondsLeft('10.0.0.2')).toBe(0)
})
