import type { Format, ReadContext } from '../input/format.ts'

export async function openMapping(_path: string, _context: ReadContext): Promise<Pick<Format, 'read'> | null> {
  return null
}
