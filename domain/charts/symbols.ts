import { type Chart, colour, type Mark, round } from './svg.ts';

/** Shapes that are told apart without their colour. */
export const SYMBOLS = ['square', 'triangle', 'diamond', 'pentagon'] as const;
export type SymbolShape = (typeof SYMBOLS)[number];

/** Corners of a shape of radius one, from the top or the upper left on. */
const CORNERS: Readonly<Record<SymbolShape, readonly (readonly [number, number])[]>> = {
  square: [
    [-0.85, -0.85],
    [0.85, -0.85],
    [0.85, 0.85],
    [-0.85, 0.85],
  ],
  triangle: [
    [0, -1.1],
    [1.05, 0.8],
    [-1.05, 0.8],
  ],
  diamond: [
    [0, -1.2],
    [1.2, 0],
    [0, 1.2],
    [-1.2, 0],
  ],
  pentagon: [0, 1, 2, 3, 4].map((at) => {
    const turn = (at * 2 * Math.PI) / 5;
    return [1.05 * Math.sin(turn), -1.05 * Math.cos(turn)] as const;
  }),
};

/** A shape around a point, with a rim of the ground so that it stands out on any shade. */
export function symbolMark(shape: SymbolShape, [x, y]: readonly [number, number], radius: number): Mark {
  const at = CORNERS[shape].map(([dx, dy]) => `${round(x + dx * radius)},${round(y + dy * radius)}`);
  return {
    tag: 'path',
    attrs: { d: `M${at.join('L')}Z`, fill: colour('accent'), stroke: colour('ground'), 'stroke-width': 1.5 },
  };
}

const ICON_PX = 16;

/** A shape alone, for a legend. */
export function symbolIcon(shape: SymbolShape): Chart {
  return { width: ICON_PX, height: ICON_PX, marks: [symbolMark(shape, [ICON_PX / 2, ICON_PX / 2], 6)] };
}
