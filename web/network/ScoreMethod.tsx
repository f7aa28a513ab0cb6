import type { SegmentsRisk } from '../../api/contract-network.ts';
import { SNAP_M } from '../../domain/network/rail.ts';
import { useWords } from '../format.ts';
import { DataDate } from '../panel/DataDate.tsx';

const SNAP_KM = SNAP_M / 1000;

/** The score in two sentences, in sight; what counts, and what the network lacks, folded. */
export function ScoreMethod({ modes }: { modes: SegmentsRisk['modes'] | null }) {
  const { t, number } = useWords();
  const names = (list: readonly string[]) => list.map((mode) => t(`network:mode.${mode}`)).join(', ');
  return (
    <>
      <p className="score-definition">{t('risk:score.definition', { level: 95 })}</p>
      <details className="method">
        <summary>{t('method.title')}</summary>
        <p>{t('risk:evidence.counted', { snapKm: number(SNAP_KM, 1) })}</p>
        <p>{t('routes:method')}</p>
        <DataDate />
        {modes && modes.missing.length > 0 && (
          <p>{t('routes:modes', { known: names(modes.known), missing: names(modes.missing) })}</p>
        )}
      </details>
    </>
  );
}
