import type { Snapshot } from '../data/snapshot.ts';
import { useWords } from '../format.ts';
import { useView } from '../view/ViewProvider.tsx';
import { describeView } from './describe.ts';

/** On paper alone: what the panel below counts, of when, under which filters, and what it can't say. */
export function PrintedAbout({
  snapshot,
  period,
}: {
  snapshot: Snapshot;
  period: { from: string; to: string };
}) {
  const words = useWords();
  const { view } = useView();
  const { title, lines, synthetic } = describeView(words, view, snapshot, period);
  return (
    <div className="printed-about">
      <p>
        <strong>{title}</strong>
      </p>
      {synthetic && (
        <p>
          <strong>{synthetic}</strong>
        </p>
      )}
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p>{words.t('export:printed', { when: words.moment(Date.now()) })}</p>
    </div>
  );
}
