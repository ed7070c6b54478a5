import { EDGE_KINDS, type EdgeKind, edgeMeaning } from '../../picture/network/edge-kind.ts'
import { lineCategory } from '../../picture/network/encoding.ts'
import { hasMoves } from '../../picture/network/move-network.ts'
import type { Network } from '../../picture/network/network.ts'
import type { Translate } from '../i18n/translate.ts'
import type { Explorer, ExplorerState } from '../store/explorer.ts'
import { type Moment, momentOf } from '../store/moment.ts'
import { DOUBTFUL_DASH, EDGE_LOOKS, PAGE_COLOURS } from '../style/theme.ts'
import { draw, entry, peopleAndOrganisations, WIDE } from './legend-entry.ts'
import { categoryColour } from './looks.ts'

/** A grey that is no kind of line: for dashes and solid lines of any kind. */
const ANY_KIND = PAGE_COLOURS.edges.denied

/**
 * Explains shapes, colours, arrows and dashes of the lines on the map, with the same styles as the canvas, and as they are meant at the date of the map or
 * between its two dates; `others` adds other kinds of nodes. Returns a function that removes it.
 */
export function mountLegend(container: HTMLElement, explorer: Explorer, t: Translate, others = false): () => void {
  const list = document.createElement('ul')
  list.className = 'legend'
  list.setAttribute('aria-label', t('legend.label'))
  let last: readonly unknown[] = []
  const show = (state: ExplorerState) => {
    const moment = momentOf(state)
    const { colour, size } = state.location
    const now = [
      colour,
      size,
      state.lineClaims,
      state.shown,
      moment?.state ? moment.clock : null,
      moment?.changes ? 'two' : 'one',
    ]
    if (now.every((each, at) => each === last[at])) return
    last = now
    list.replaceChildren(
      ...(state.network && hasMoves(state.network) ? sizeEntries(t) : nodeEntries(t, others)),
      ...sizedBy(t, state),
      ...colouredBy(t, state),
      ...lineEntries(t, kindsOn(state.shown, Boolean(moment?.state)), moment, isByClaims(state)),
    )
  }
  show(explorer.store.getState())
  const unsubscribe = explorer.store.subscribe(show)
  container.append(list)
  return () => {
    unsubscribe()
    list.remove()
  }
}

const nodeEntries = (t: Translate, others: boolean): HTMLLIElement[] => [
  ...peopleAndOrganisations(t),
  ...(others
    ? [entry(draw('circle', { cx: 9, cy: 8, r: 4, fill: PAGE_COLOURS.nodes.other }), t('legend.otherNode'))]
    : []),
]

/** Squares of two sizes. */
const sizeEntries = (t: Translate): HTMLLIElement[] => [
  entry(
    [
      draw('rect', { x: 2, y: 5, width: 6, height: 6, fill: PAGE_COLOURS.nodes.organisation }),
      draw('rect', { x: 12, y: 1, width: 14, height: 14, fill: PAGE_COLOURS.nodes.organisation }),
    ],
    t('legend.sized'),
  ),
]

/** The kinds of the lines of a map, or of all its dates, in the order of the legend; every kind until there is a line. */
function kindsOn(network: Network | null, isDated: boolean): readonly EdgeKind[] {
  if (!network?.edges.size) return EDGE_KINDS.filter(kind => kind !== 'moved')
  const found = new Set<EdgeKind>(isDated ? OVER_TIME : [])
  for (const { relationships } of network.edges.values()) found.add(edgeMeaning(relationships).kind)
  return EDGE_KINDS.filter(kind => found.has(kind))
}

/** A line that is one of them is another at an earlier date; a legend that came and went would move the page. */
const OVER_TIME = ['joined', 'left', 'both', 'present'] as const

/** Whether the lines are coloured by what their claims say, so that their kinds differ in arrows and dashes only. */
const isByClaims = ({ location, lineClaims, shown }: ExplorerState): boolean =>
  location.colour !== 'kind' && lineClaims !== null && shown !== null && !hasMoves(shown)

/** What the chosen colours mean, for the categories on the map. */
function colouredBy(t: Translate, state: ExplorerState): HTMLLIElement[] {
  const { lineClaims, shown } = state
  const { colour } = state.location
  if (colour === 'kind' || !shown || !isByClaims(state)) return []
  const found = new Set([...shown.edges.keys()].map(id => lineCategory(id, colour, lineClaims)))
  return [
    entry([], t(`look.legend.${colour}`)),
    ...[...found].toSorted().map(category =>
      entry(
        draw('line', {
          x1: 1,
          y1: 8,
          x2: 17,
          y2: 8,
          stroke: categoryColour(category, PAGE_COLOURS),
          'stroke-width': 3,
        }),
        t(`look.${colour}.${category}`, { defaultValue: t(`${colour}.${category}`, { defaultValue: category }) }),
      ),
    ),
  ]
}

function sizedBy(t: Translate, { location: { size }, shown }: ExplorerState): HTMLLIElement[] {
  return size === 'usual' || !shown || hasMoves(shown) ? [] : [entry([], t(`look.legend.size.${size}`))]
}

function lineEntries(
  t: Translate,
  kinds: readonly EdgeKind[],
  moment: Moment | null,
  isByClaims: boolean,
): HTMLLIElement[] {
  const ofKind = (kind: EdgeKind, words = t(`legend.${kind}`)) => {
    const { width, arrows, dash } = EDGE_LOOKS[kind]
    const colour = PAGE_COLOURS.edges[kind]
    return entry(line(isByClaims ? ANY_KIND : colour, width, arrows, dash), words)
  }
  // Only moves, which have no dates: both ends are organisations, and the dashes are moves that are only possible.
  if (kinds.includes('moved')) return moveEntries(t)
  const dashed = (words: string) => entry(line(ANY_KIND, 1.5, [], DOUBTFUL_DASH), words)
  const absent = (words: string) => entry(line(PAGE_COLOURS.absent.edge, 1.5, [], null, PAGE_COLOURS.faded.node), words)
  if (!moment?.state) return [...kinds.map(kind => ofKind(kind)), dashed(t('legend.doubtful'))]
  const { clock } = moment
  if (!moment.changes)
    return [
      ...kinds.map(kind => ofKind(kind)),
      entry(line(ANY_KIND, 1.5, [], null), t(`time.${clock}.definite`)),
      dashed(t(`time.${clock}.dashed.one`)),
      absent(t(`time.${clock}.no`)),
    ]
  const changes =
    clock === 'true'
      ? (['joined', 'left'] as const).map(kind => ofKind(kind, t(`time.true.change.${kind}`)))
      : [entry([], t('time.known.news')), ...kinds.filter(isNews).map(kind => ofKind(kind))]
  return [
    ...changes,
    ofKind('present', t(clock === 'true' ? 'time.true.change.unchanged' : 'time.known.before')),
    ...kinds.filter(kind => kind === 'part-of').map(kind => ofKind(kind)),
    dashed(t(`time.${clock}.dashed.two`)),
    absent(t(`time.${clock}.change.absent`)),
  ]
}

function moveEntries(t: Translate): HTMLLIElement[] {
  const colour = PAGE_COLOURS.edges.moved
  const stroke = (y: number, width: number) =>
    draw('line', { x1: 1, y1: y, x2: 29, y2: y, stroke: colour, 'stroke-width': width })
  const head = draw('path', { d: 'M38 8 L28 3 L28 13 Z', fill: colour })
  const dash = draw('line', { x1: 1, y1: 8, x2: 40, y2: 8, stroke: ANY_KIND, 'stroke-width': 1.8 })
  dash.setAttribute('stroke-dasharray', DOUBTFUL_DASH.join(' '))
  return [entry([stroke(8, 4), head], t('legend.moved')), entry(dash, t('legend.movedPossibly'), WIDE)]
}

/** Lines that look the same whenever they were reported have an entry of their own. */
const isNews = (kind: EdgeKind) => kind !== 'present' && kind !== 'part-of'

/** Faint marks of a person at the left end and an organisation at the right end, which show the direction of arrows. */
function line(
  stroke: string,
  width: number,
  arrows: readonly string[],
  dash: readonly number[] | null,
  ends = PAGE_COLOURS.faded.ink,
): SVGElement[] {
  const [from, to] = [arrows.includes('person') ? 13 : 8, arrows.includes('organisation') ? 29 : 34]
  const head = (tip: number, back: number) =>
    draw('path', { d: `M${tip} 8 L${back} 4.5 L${back} 11.5 Z`, fill: stroke })
  return [
    draw('circle', { cx: 4, cy: 8, r: 2.5, fill: ends }),
    draw('rect', { x: 35.5, y: 5.5, width: 5, height: 5, fill: ends }),
    draw('line', {
      x1: from,
      y1: 8,
      x2: to,
      y2: 8,
      stroke,
      'stroke-width': width + 0.3,
      ...(dash ? { 'stroke-dasharray': dash.join(' ') } : {}),
    }),
    ...(arrows.includes('person') ? [head(7.5, 14)] : []),
    ...(arrows.includes('organisation') ? [head(34.5, 28)] : []),
  ]
}
