import '../styles/hotspots.css';
import '../styles/backtest.css';
import type { BacktestAnswerWire, BacktestFound } from '../../api/contract-backtest.ts';
import { verdictText } from '../../domain/statistics/backtest/verdict.ts';
import { useComputed } from '../data/useComputed.ts';
import { useHealth } from '../data/useHealth.ts';
import { useWords } from '../format.ts';
import { MethodNote } from '../hotspots/MethodNote.tsx';
import { Progress } from '../hotspots/Progress.tsx';
import { useReasonText } from '../hotspots/texts.ts';
import { Empty } from '../panel/Empty.tsx';
import { WayOut } from '../panel/WayOut.tsx';
import { PageShell } from '../shell/PageShell.tsx';
import { Accuracy } from './Accuracy.tsx';

/** Does any of this predict? The verdict in one sentence, the bias beside it, and every number with its interval. */
export default function BacktestPage() {
  const { t } = useWords();
  const { health } = useHealth();
  const computed = useComputed<BacktestAnswerWire>(health ? `/api/backtest@${health.dataVersion}` : null);
  const reasonText = useReasonText();
  const { value } = computed.loaded;
  return (
    <PageShell title={t('backtest:title.page')}>
      <p className="quiet">
        {t('backtest:lead')}{' '}
        <a className="link" href="/senales">
          {t('backtest:toSignals')}
        </a>
      </p>
      <Progress computed={computed} text={t('backtest:computing')} />
      {!computed.isCancelled && value?.status === 'refused' && (
        <Empty text={reasonText(value)}>
          <WayOut />
        </Empty>
      )}
      {!computed.isCancelled && value?.status === 'answered' && <Found found={value} />}
    </PageShell>
  );
}

function Found({ found }: { found: BacktestFound }) {
  const { t, number } = useWords();
  return (
    <>
      <div className="lead">
        <p>{verdictText(found, (key, values) => t(key, values ?? {}))}</p>
        <p>{t('backtest:bias')}</p>
        <p className="quiet">
          {t('backtest:basisNote', {
            n: number(found.n),
            track: number(found.onTrack),
            vague: number(found.tooVague),
            unplaced: number(found.unplaced),
            undated: number(found.undated),
          })}
        </p>
      </div>
      <Accuracy summary={found.area} unit="area" />
      {found.track ? (
        <Accuracy summary={found.track} unit="track" />
      ) : (
        <p className="quiet">{t('backtest:noTrack', { n: number(found.onTrack) })}</p>
      )}
      <MethodNote
        text={t('backtest:method.text', {
          resolution: found.resolution,
          km: number(found.bandwidthKm),
        })}
        limits={t('backtest:method.limits')}
        source={t('backtest:method.source')}
      />
    </>
  );
}
