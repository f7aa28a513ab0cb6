import { useWords } from '../format.ts';

/** Counts as bars from zero, each with its number: read on paper, without colour. */
export function CountBars({
  title,
  labels,
  counts,
}: {
  title: string;
  labels: readonly string[];
  counts: readonly number[];
}) {
  const { number } = useWords();
  const most = Math.max(1, ...counts);
  return (
    <figure className="count-bars">
      <figcaption>{title}</figcaption>
      <ul>
        {labels.map((label, i) => {
          const count = counts[i] ?? 0;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: several months begin with one letter
            <li key={i}>
              <span className="count-number">{number(count)}</span>
              <svg viewBox="0 0 10 40" preserveAspectRatio="none" aria-hidden="true">
                <rect x="0" y={40 - (40 * count) / most} width="10" height={(40 * count) / most} />
              </svg>
              <span>{label}</span>
            </li>
          );
        })}
      </ul>
    </figure>
  );
}
