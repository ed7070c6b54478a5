import type { EdgeKind } from '../../picture/network/edge-kind.ts'
import type { Network } from '../../picture/network/network.ts'
import type { Moment } from '../store/moment.ts'
import { DOUBTFUL_DASH, EDGE_LOOKS, PAGE_COLOURS } from '../style/theme.ts'
import { useStateLink, useWords } from './context.ts'

/** A line from a person on the left to an organisation on the right. */
function LineMark({ kind, dashed }: { kind: EdgeKind; dashed: boolean }) {
  const { width, arrows } = EDGE_LOOKS[kind]
  const colour = PAGE_COLOURS.edges[kind]
  const [from, to] = [arrows.includes('person') ? 10 : 6, arrows.includes('organisation') ? 24 : 28]
  return (
    <svg width="34" height="12" aria-hidden="true">
      <circle cx="3" cy="6" r="2.5" fill={PAGE_COLOURS.faded.ink} />
      <rect x="29" y="3.5" width="5" height="5" fill={PAGE_COLOURS.faded.ink} />
      <line
        x1={from}
        x2={to}
        y1="6"
        y2="6"
        stroke={colour}
        strokeWidth={width + 0.3}
        strokeDasharray={dashed ? DOUBTFUL_DASH.join(' ') : undefined}
      />
      {arrows.includes('person') && <path d="M6 6 L12 2.5 L12 9.5 Z" fill={colour} />}
      {arrows.includes('organisation') && <path d="M28 6 L22 2.5 L22 9.5 Z" fill={colour} />}
    </svg>
  )
}

/** Who joined and who left, or what was newly reported, between two dates. Each entry opens its evidence. */
export function Changes({ network, moment }: { network: Network; moment: Moment }) {
  const { t, language } = useWords()
  const link = useStateLink()
  const name = (id: string) => network.nodes.get(id)?.name ?? id
  const changed = [...(moment.changes ?? [])]
    .flatMap(([id, { change, certainty }]) => {
      const edge = network.edges.get(id)
      const kind = moment.meanings.get(id)?.kind
      const isChange = change !== 'unchanged' && change !== 'absent'
      return edge && kind && kind !== 'part-of' && isChange ? { ...edge, kind, change, certainty } : []
    })
    .sort(
      (a, b) =>
        a.change.localeCompare(b.change) ||
        a.certainty.localeCompare(b.certainty) ||
        name(a.source).localeCompare(name(b.source), language),
    )
  return (
    <details className="changes">
      <summary>
        {t('time.changes')} <span className="quiet">{changed.length}</span>
      </summary>
      <div className="changes-body">
        {changed.length === 0 && <p className="quiet">{t('time.changesNone')}</p>}
        <ol>
          {changed.map(({ id, source, target, kind, change, certainty }) => (
            <li key={id} data-change={change} data-certainty={certainty}>
              <LineMark kind={kind} dashed={moment.meanings.get(id)?.doubtful ?? false} />{' '}
              <a {...link({ select: [source, target] })}>
                {name(source)} – {name(target)}
              </a>{' '}
              <span className="quiet">
                {certainty === 'possible' && `${t('time.perhaps')} `}
                {t(`time.${moment.clock}.change.${change}`)}
                {change === 'reported' && t('time.known.as', { kind: t(`legend.${kind}`) })}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </details>
  )
}
