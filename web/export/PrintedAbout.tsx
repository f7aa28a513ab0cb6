import type { Snapshot } from '../data/snapshot.ts';
import { useWords } from '../format.ts';
import type { Shows } from '../panel/Panel.tsx';
import { useCurrentAnswers } from '../table/useCurrentAnswers.ts';
import { useView } from '../view/ViewProvider.tsx';
import { describeHotspots, describeScores, describeView } from './describe.ts';

/** On paper alone: what the panel below counts, of when, under which filters, and what it can't say. */
export function PrintedAbout({
  shows,
  snapshot,
  period,
  isOld,
}: {
  shows: Shows;
  snapshot: Snapshot;
  period: { from: string; to: string };
  /** What is shown is of the view before. */
  isOld: boolean;
}) {
  const words = useWords();
  const { view } = useView();
  const { hotspots, risk, isOfBefore } = useCurrentAnswers();
  const { title, lines, synthetic } = hotspots
    ? describeHotspots(words, view, snapshot, hotspots)
    : shows === 'routes' && risk
      ? describeScores(words, view, snapshot, risk)
      : describeView(words, view, snapshot, period);
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
      {(isOld || isOfBefore ? [words.t('export:ofBefore')] : lines).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p>{words.t('export:printed', { when: words.moment(Date.now()) })}</p>
    </div>
  );
}
