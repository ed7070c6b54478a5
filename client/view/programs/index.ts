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
import type { EdgeMeaning } from '../../../picture/network/edge-kind.ts'
import { DOUBTFUL_DASH, EDGE_LOOKS } from '../../style/theme.ts'
import { LineProgram, type LineShape } from './line-program.ts'

/** `plain` is the cheapest program, for large graphs. */
export type LineType = 'line' | 'plain'

export const edgePrograms: Record<LineType, EdgeProgramType> = { line: LineProgram, plain: EdgeLineProgram }

/** The shape of a line from the person (source) to the organisation (target). */
export function lineShape({ kind, doubtful }: EdgeMeaning): LineShape {
  const { arrows, dash } = EDGE_LOOKS[kind]
  return {
    headAtSource: arrows.includes('person'),
    headAtTarget: arrows.includes('organisation'),
    dash: doubtful ? DOUBTFUL_DASH : dash,
  }
}

/** Circles for people, squares for organisations, small circles for others. */
export const nodePrograms = (
  drawLabel: NodeLabelDrawingFunction,
  drawHover: NodeHoverDrawingFunction,
): Record<string, NodeProgramType> => ({
  person: createNodeCompoundProgram([NodeCircleProgram], drawLabel, drawHover),
  organisation: createNodeCompoundProgram([NodeSquareProgram], drawLabel, drawHover),
  other: createNodeCompoundProgram([NodeCircleProgram], drawLabel, drawHover),
})
