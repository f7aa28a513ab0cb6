import type { StretchRiskRow } from '../../api/contract-network.ts';

/** A score on a line from 0 to 100 with its interval as a lighter band and the mean of the network as a tick. */
export function ScoreBar({ score }: { score: NonNullable<StretchRiskRow['score']> }) {
  return (
    <svg className="score-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <path className="score-axis" d="M0 6H100" />
      <path className="score-mean" d="M50 0V12" />
      <rect
        className="score-interval"
        x={score.low}
        y="3"
        width={Math.max(0.5, score.high - score.low)}
        height="6"
      />
      <rect className="score-value" x={Math.max(0, score.value - 0.9)} y="0" width="1.8" height="12" />
    </svg>
  );
}
