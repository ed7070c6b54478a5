import { LRUCache } from 'lru-cache'

/** The address may send no statement for `seconds`, because an earlier one did not stop. */
export class SenderMustWait extends Error {
  override name = 'SenderMustWait'
  constructor(readonly seconds: number) {
    super('A statement from your address did not stop at its deadline')
  }
}

const FIRST_SECONDS = 60
const MOST_SECONDS = 600
/** After this time without a further penalty, an address starts over. */
const FORGET_MS = 3_600_000
const MAX_ADDRESSES = 10_000

/** Addresses that must wait, because a statement of theirs did not stop: one minute, then twice as long each time, up to ten. */
export class Penalties {
  readonly #penalties = new LRUCache<string, { seconds: number; until: number }>({
    max: MAX_ADDRESSES,
    ttl: FORGET_MS,
  })

  add(address: string): void {
    const before = this.#penalties.get(address)
    const seconds = before ? Math.min(2 * before.seconds, MOST_SECONDS) : FIRST_SECONDS
    this.#penalties.set(address, { seconds, until: Date.now() + seconds * 1_000 })
  }

  /** How many seconds the address must still wait; 0 if it may send statements. */
  secondsLeft(address: string): number {
    const { until = 0 } = this.#penalties.get(address) ?? {}
    return Math.max(0, Math.ceil((until - Date.now()) / 1_000))
  }
}
