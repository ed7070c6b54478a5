import { NodeSquareProgram } from '@sigma/node-square'
import {
  createNodeCompoundProgram,
  EdgeLineProgram,
  type EdgeProgramType,
  NodeCircleProgram,
  type NodeHoverDrawingFunction,
  type NodeLabelDrawingFunction,
  type NodeProgramType,
} from 'sigma/rendering'
import { EDGE_KINDS, type EdgeMeaning } from '../../../picture/network/edge-kind.ts'
import { DOUBTFUL_DASH, EDGE_LOOKS } from '../../style/theme.ts'
import { edgeProgram } from './edge-body.ts'
import { onDemand } from './on-demand.ts'

export const edgeType = ({ kind, doubtful }: EdgeMeaning): string => (doubtful ? `${kind}, doubtful` : kind)

/** The cheapest program, for large graphs. */
export const PLAIN_EDGE = 'plain'

/** One program per kind of line, from the person (source) to the organisation (target). */
export const edgePrograms = (): Record<string, EdgeProgramType> =>
  Object.fromEntries([
    [PLAIN_EDGE, onDemand(EdgeLineProgram)],
    ...EDGE_KINDS.flatMap(kind =>
      [false, true].map(doubtful => {
        const { arrows, dash } = EDGE_LOOKS[kind]
        const options = {
          headAtSource: arrows.includes('person'),
          headAtTarget: arrows.includes('organisation'),
          dash: doubtful ? DOUBTFUL_DASH : dash,
        }
        return [edgeType({ kind, doubtful }), onDemand(edgeProgram(options))] as const
      }),
    ),
  ])

/** Circles for people, squares for organisations, small circles for others. */
export const nodePrograms = (
  drawLabel: NodeLabelDrawingFunction,
  drawHover: NodeHoverDrawingFunction,
): Record<string, NodeProgramType> => ({
  person: createNodeCompoundProgram([NodeCircleProgram], drawLabel, drawHover),
  organisation: createNodeCompoundProgram([NodeSquareProgram], drawLabel, drawHover),
  other: createNodeCompoundProgram([NodeCircleProgram], drawLabel, drawHover),
})
