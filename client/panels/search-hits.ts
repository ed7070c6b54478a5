import { useEffect, useState } from 'react'
import type { z } from 'zod'
import nearNames from '../../cypher/read/near-names.ts'
import search from '../../cypher/read/search.ts'
import { askFor } from '../api/asks.ts'

export type Hit = z.infer<typeof search.row>

export const PAUSE = 200
const LIMIT = 12
const NEAR = 5

export const searchAsk = (text: string) => askFor(search, { text, limit: LIMIT })
/** Used if no name matches, for misspelt names. */
export const nearAsk = (text: string) => askFor(nearNames, { text, limit: NEAR })

/** A debounced value. */
export function usePaused(value: string, milliseconds: number): string {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return paused
}
