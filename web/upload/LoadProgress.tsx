import type { UploadState } from '../../api/contract-intake.ts';
import { useWords } from '../format.ts';

/** How far a load is: rows, rate, what remains. */
export function LoadProgress({ upload }: { upload: UploadState }) {
  const { t, number } = useWords();
  const { progress } = upload;
  const step = upload.state === 'waiting' ? 'waiting' : (progress?.step ?? 'starting');
  const remaining =
    progress?.remainingS == null
      ? ''
      : t('intake:upload.remaining', { seconds: number(Math.ceil(progress.remainingS)) });
  const values = {
    rows: number(progress?.rowsRead ?? 0),
    rate: number(progress?.rowsPerSecond ?? 0),
    remaining,
  };
  const known =
    progress && progress.step === 'reading' ? { value: progress.bytesRead, max: progress.bytesTotal } : {};
  return (
    <div role="status">
      <p>{t(`intake:upload.step.${step}`, values)}</p>
      <progress {...known} aria-label={t('intake:upload.progressBar')} />
    </div>
  );
}
