import { DIMENSIONS, type Dimension } from '../../domain/patterns/lens.ts';
import type { FieldProps } from './fieldProps.ts';

/** Rows and columns of the two-way table. */
export function PairFields({ view, change, words }: FieldProps) {
  const open = DIMENSIONS.filter((dimension) => dimension !== 'perpetrator' || view.lens.group !== 'hazard');
  const set = (at: 0 | 1, dimension: Dimension) =>
    change((before) => {
      const [row, column] = before.pair;
      const next: [Dimension, Dimension] = at === 0 ? [dimension, column] : [row, dimension];
      // The same twice is no table: the two change places.
      return { ...before, pair: next[0] === next[1] ? [column, row] : next };
    });
  return (
    <div className="figure-fields">
      {([0, 1] as const).map((at) => (
        <label key={at}>
          <span>{words.t(at === 0 ? 'patterns:page.rows' : 'patterns:page.columns')}</span>
          <select value={view.pair[at]} onChange={(event) => set(at, event.target.value as Dimension)}>
            {open.map((dimension) => (
              <option key={dimension} value={dimension}>
                {words.t(`patterns:dimension.${dimension}`)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}
