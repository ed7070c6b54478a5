import { DOUBTFUL, LINE_KINDS } from '../../cypher/network-columns.ts'
import { emptyLocation, encodeLocation } from '../store/location.ts'
import { button, element } from '../view/html-element.ts'
import { ABSENT } from './line-states.ts'
import type { ReadyNetwork } from './ready-network.ts'
import type { WholeState, WholeStore } from './whole-store.ts'
import type { Words } from './words.ts'

const LARGEST = 25
const LISTED = 200

/** Beside the canvas: the largest organisations, or the selected node with its lines. */
export function mountSidePanel(panel: HTMLElement, whole: WholeStore, words: Words): void {
  const show = (state: WholeState, before?: WholeState) => {
    const isSame =
      state.ready === before?.ready &&
      state.selected === before?.selected &&
      state.states === before?.states &&
      state.location.select === before?.location.select
    if (isSame || !state.ready) return
    panel.replaceChildren(...contentOf(state, state.ready, whole, words))
    if (state.selected !== before?.selected) panel.scrollTop = 0
  }
  whole.store.subscribe(show)
  show(whole.store.getState())
}

function contentOf(state: WholeState, ready: ReadyNetwork, whole: WholeStore, words: Words): Node[] {
  const { t } = words
  const { location, selected, kept } = state
  const [asked] = location.select ?? []
  if (selected !== null) return selectedNode(selected, state, ready, whole, words)
  return [
    ...(asked === undefined ? [] : [element('p', { role: 'alert' }, t('unknown', { id: asked }))]),
    element('h3', {}, t('largest')),
    element(
      'ul',
      { class: 'nodes' },
      ...Array.from(ready.ranked.subarray(0, LARGEST))
        .filter(node => ready.kindOf(node) === 'organisation')
        .map(node => item(node, t('connections', { count: ready.neighbours.degree(node) }), ready, whole)),
    ),
    ...(kept === 'some' ? [element('p', { class: 'quiet' }, t('somePlaces'))] : []),
  ]
}

function selectedNode(
  node: number,
  { states }: WholeState,
  ready: ReadyNetwork,
  whole: WholeStore,
  words: Words,
): Node[] {
  const { t, language } = words
  const { ids, names, columns } = ready.network
  const id = ids[node] ?? ''
  const all = Array.from(ready.neighbours.linesOf(node))
  const lines = states ? all.filter(line => states.lines[line] !== ABSENT) : all
  const byName = new Intl.Collator(language)
  const others = lines
    .map(line => ({ line, other: ready.neighbours.otherEnd(line, node) }))
    .sort(
      (a, b) =>
        (columns.lineKind[a.line] ?? 0) - (columns.lineKind[b.line] ?? 0) ||
        byName.compare(names[a.other] ?? '', names[b.other] ?? ''),
    )
  const lang = language === 'en' ? null : language
  const explorer = encodeLocation({ ...emptyLocation(), query: 'around', params: { node: id }, select: [id], lang })
  return [
    element(
      'header',
      {},
      element('h2', {}, names[node] ?? id),
      element(
        'p',
        { class: 'quiet' },
        `${words.words(`kind.${ready.kindOf(node)}`)} · ${t('connections', { count: lines.length })}`,
      ),
      element(
        'p',
        { class: 'actions' },
        element('a', { class: 'button strong', href: `/${explorer}` }, t('open')),
        button(t('clear'), () => whole.navigate({ select: null })),
      ),
    ),
    element(
      'ul',
      { class: 'nodes' },
      ...others.slice(0, LISTED).map(({ line, other }) => {
        const code = columns.lineKind[line] ?? 0
        const kind = words.words(`legend.${LINE_KINDS[code & ~DOUBTFUL]}`)
        const evidence = new URLSearchParams({ one: id, other: ids[other] ?? '', ...(lang && { lang }) })
        const made = item(other, `${kind}${(code & DOUBTFUL) > 0 ? ' ?' : ''}`, ready, whole)
        made.append(' ', element('a', { href: `/q/claims?${evidence}` }, t('claims')))
        return made
      }),
    ),
    ...(others.length > LISTED ? [element('p', { class: 'quiet' }, t('more', { count: others.length - LISTED }))] : []),
  ]
}

function item(node: number, about: string, { network, kindOf }: ReadyNetwork, whole: WholeStore): HTMLElement {
  const id = network.ids[node] ?? ''
  const select = button(network.names[node] ?? id, () => whole.navigate({ select: [id] }), {
    class: `node ${kindOf(node)}`,
  })
  select.addEventListener('focus', () => whole.hover(node))
  select.addEventListener('pointerenter', () => whole.hover(node))
  select.addEventListener('blur', () => whole.hover(null))
  select.addEventListener('pointerleave', () => whole.hover(null))
  return element('li', {}, select, ' ', element('span', { class: 'quiet' }, about))
}
