import { cellText } from '../../domain/patterns/figures/cells.ts';
import type { FigureColumn, FigureLayer } from '../../domain/patterns/figures/figure.ts';
import type { FigureWords } from '../../domain/patterns/figures/words.ts';
import { ChartSvg } from './ChartSvg.tsx';

/** The legend of a layer: a box that shows it or puts it away, its entries with their symbols, its source. */
export function LayerLegend({
  layer: { name, isShown, entries, source },
  onLayer,
}: {
  layer: FigureLayer;
  onLayer: (isShown: boolean) => void;
}) {
  return (
    <div className="figure-layer">
      <label>
        <input type="checkbox" checked={isShown} onChange={(event) => onLayer(event.target.checked)} />
        <span>{name}</span>
      </label>
      {isShown && entries.length > 0 && (
        <>
          <ul>
            {entries.map(({ id, icon, text }) => (
              <li key={id}>
                <ChartSvg chart={icon} />
                <span>{text}</span>
              </li>
            ))}
          </ul>
          <p>{source}</p>
        </>
      )}
    </div>
  );
}

/** The entries of a layer in full. */
export function LayerTable({ layer, words }: { layer: FigureLayer; words: FigureWords }) {
  if (layer.rows.length === 0) return null;
  return (
    <table data-layer={layer.id}>
      <caption>{layer.name}</caption>
      <TableHead columns={layer.columns} />
      <tbody>
        {layer.rows.map(({ cells }, row) => (
          <tr key={layer.entries[row]?.id}>
            {cells.map((cell, at) => {
              const column = layer.columns[at];
              return column && <td key={column.name}>{cellText(cell, column.kind, words)}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Names of columns, those of numbers to the right. */
export function TableHead({ columns }: { columns: readonly FigureColumn[] }) {
  return (
    <thead>
      <tr>
        {columns.map(({ name, kind }) => (
          <th key={name} scope="col" className={kind === 'text' ? undefined : 'number'}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}
