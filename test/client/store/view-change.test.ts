import { describe, expect, test } from 'vitest'
import { en } from '../../../client/i18n/en.ts'
import { changeLocation, emptyLocation, type Location } from '../../../client/store/location.ts'
import { changeBetween, type ViewChange } from '../../../client/store/view-change.ts'

const words: Record<string, string> = en.page.undo.change
const start: Location = { ...emptyLocation(), expand: ['lab'], hidden: ['eve'], places: { ada: { x: 1, y: 2 } } }

const CHANGES: [Partial<Location>, ViewChange['kind'], string | null][] = [
  [{ query: 'career', params: { person: 'ada' }, select: ['ada'] }, 'question', null],
  [{ expand: ['lab', 'mill'], select: ['mill'] }, 'expand', 'mill'],
  [{ expand: [] }, 'collapse', 'lab'],
  [{ hidden: ['eve', 'bob'], select: [] }, 'hide', 'bob'],
  [{ hidden: [] }, 'unhide', 'eve'],
  [{ near: 'lab' }, 'near', 'lab'],
  [{ places: { ada: { x: 1, y: 3 } } }, 'place', 'ada'],
  [{ places: { ada: { x: 1, y: 2 }, bob: { x: 0, y: 0 } } }, 'place', 'bob'],
  [{ places: {} }, 'unpin', 'ada'],
  [{ unconnected: true }, 'unconnected', null],
  [{ at: '2024', camera: null }, 'date', null],
  [{ from: '2024' }, 'window', null],
  [{ view: 'list' }, 'view', null],
  [{ select: ['ada'] }, 'select', 'ada'],
  [{ select: ['ada', 'lab'] }, 'select', null],
  [{ select: [] }, 'deselect', null],
  [{ camera: { x0: 0, y0: 0, x1: 1, y1: 1 } }, 'camera', null],
]

describe('changes of the view', () => {
  test.each(CHANGES)('%j is the change %s, with its node', (change, kind, id) => {
    expect(changeBetween(start, changeLocation(start, change))).toEqual({ kind, id })
    expect(words[kind]).toBeTypeOf('string')
    if (id !== null) expect(words[`${kind}One`]).toContain('{{name}}')
  })
})
