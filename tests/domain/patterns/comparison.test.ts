import { expect, it } from 'vitest';
import { compareFigure, type Side } from '../../../domain/patterns/figures/comparison.ts';
import { bitMask, PERPETRATORS, type Perpetrator } from '../../../domain/taxonomy.ts';
import { contextOf, planted } from './planted.ts';

const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);

/** Robberies of two states, and extortions that are not asked for. */
const ROWS: readonly (readonly ['07' | '28', 'robbery' | 'extortion', Perpetrator])[] = [
  ...times(40, ['07', 'robbery', 'local_actor'] as const),
  ...times(3, ['07', 'robbery', 'tco'] as const),
  ...times(30, ['07', 'extortion', 'tco'] as const),
  ...times(4, ['28', 'robbery', 'local_actor'] as const),
  ...times(35, ['28', 'robbery', 'tco'] as const),
  ...times(5, ['28', 'robbery', 'gang'] as const),
];

it('tells who robs in Chiapas against Tamaulipas: by perpetrator, of the chosen crime alone', () => {
  const columns = planted(ROWS.map(([state, crime]) => [state, 'inland', crime]));
  ROWS.forEach(([, , perpetrator], row) => {
    columns.perpetrator[row] = PERPETRATORS.indexOf(perpetrator);
    columns.perpetrators[row] = bitMask(PERPETRATORS, [perpetrator]);
  });
  const side = (name: string, state: string): Side => ({
    name,
    selection: { crime: ['robbery'], perpetrator: ['gang'], state: [state] },
  });
  const figure = compareFigure(
    contextOf(columns, []),
    side('Chiapas', '07'),
    side('Tamaulipas', '28'),
    'perpetrator',
  );
  const found = figure.rows.map(({ cells }) => [cells[0], cells[1], cells[2], cells.at(-1)]);
  // Of what is chosen, the perpetrator alone does not count: the rows are about it.
  expect(found).toEqual([
    ['Todos', 43, 44, 'no se distingue del azar'],
    ['Actor local', 40, 4, 'menos en el segundo'],
    ['Pandilla', 0, 5, 'no se distingue del azar'],
    ['Organización delictiva transnacional', 3, 35, 'más en el segundo'],
  ]);
  expect(figure.columns[0]?.name).toBe('Presunto responsable');
  expect(figure.notes[0]).toContain('2 de 3 presuntos responsables');
  expect(figure.opens?.(1, 2)).toEqual({
    crime: ['robbery'],
    perpetrator: ['local_actor'],
    state: ['28'],
  });
});
