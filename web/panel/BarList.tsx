import { type ReactNode, useState } from 'react';
import { useWords } from '../format.ts';

export interface Bar {
  id: string;
  label: string;
  /** A second, quieter word: the corridor of a stretch. */
  note?: string;
  count: number;
  onSelect?: () => void;
}

/** Bars shown before one asks for the rest. */
const TOP = 8;

/** A horizontal bar chart as a list: sorted by the caller, zero-based, the number beside each bar. */
export function BarList({
  title,
  unit,
  bars,
  source,
}: {
  title: string;
  unit: string;
  bars: readonly Bar[];
  source?: ReactNode;
}) {
  const { t, number } = useWords();
  const [all, setAll] = useState(false);
  const largest = bars.reduce((most, bar) => Math.max(most, bar.count), 1);
  return (
    <figure className="bars">
      <figcaption>
        <strong>{title}</strong>
        <span>{unit}</span>
      </figcaption>
      <ol>
        {(all ? bars : bars.slice(0, TOP)).map((bar) => (
          <li key={bar.id}>
            <Row onSelect={bar.onSelect}>
              <span className="bar-label">
                {bar.label}
                {bar.note && <small>{bar.note}</small>}
              </span>
              <span className="bar-track" aria-hidden="true">
                <span className="bar-fill" style={{ width: `${(100 * bar.count) / largest}%` }} />
              </span>
              <span className="bar-count">{number(bar.count)}</span>
            </Row>
          </li>
        ))}
      </ol>
      {!all && bars.length > TOP && (
        <button type="button" className="more" onClick={() => setAll(true)}>
          {t('list.all', { n: number(bars.length) })}
        </button>
      )}
      {source && <p className="source">{source}</p>}
    </figure>
  );
}

function Row({ onSelect, children }: { onSelect: (() => void) | undefined; children: ReactNode }) {
  if (!onSelect) return <div className="bar-row">{children}</div>;
  return (
    <button type="button" className="bar-row" onClick={onSelect}>
      {children}
    </button>
  );
}
