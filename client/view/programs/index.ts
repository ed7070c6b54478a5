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

export const edgePrograms: Record<LineType, EdgeProgramType> = {
  line: withoutPicking(LineProgram),
  plain: withoutPicking(EdgeLineProgram),
}

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
  person: withoutPicking(createNodeCompoundProgram([NodeCircleProgram], drawLabel, drawHover)),
  organisation: withoutPicking(createNodeCompoundProgram([NodeSquareProgram], drawLabel, drawHover)),
  other: withoutPicking(createNodeCompoundProgram([NodeCircleProgram], drawLabel, drawHover)),
})

/** A program that does not draw the hidden picture by which Sigma finds what is under the pointer: `hit-test.ts` does that. */
function withoutPicking<Type extends EdgeProgramType | NodeProgramType>(Program: Type): Type {
  const Base = Program as EdgeProgramType
  return class extends Base {
    constructor(...[gl, , renderer]: ConstructorParameters<EdgeProgramType>) {
      super(gl, null, renderer)
    }
  } as EdgeProgramType as Type
}
