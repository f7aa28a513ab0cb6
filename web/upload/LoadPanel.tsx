import { useState } from 'react';
import type { UploadState } from '../../api/contract-intake.ts';
import { useWords } from '../format.ts';
import { LoadProgress } from './LoadProgress.tsx';
import { Outcome } from './Outcome.tsx';
import type { UploadControl } from './useUpload.ts';

/** The file that was sent: what it is, the two buttons, how far they are, and what came of them. */
export function LoadPanel({ upload, control }: { upload: UploadState; control: UploadControl }) {
  const { t, number, date } = useWords();
  const [sourceId, setSourceId] = useState(upload.recognised?.format ?? '');
  const [mapping, setMapping] = useState<{ name: string; value: unknown } | null>(null);
  const [notJson, setNotJson] = useState(false);
  const { recognised, firstLoadedAt } = upload;
  const isMoving = upload.state === 'waiting' || upload.state === 'running';
  const wish = (dryRun: boolean) => ({
    dryRun,
    ...(sourceId.trim() === '' ? {} : { sourceId: sourceId.trim() }),
    ...(mapping ? { mapping: mapping.value, mappingName: mapping.name } : {}),
  });
  const takeMapping = async (file: File | undefined) => {
    if (!file) return;
    try {
      setMapping({ name: file.name, value: JSON.parse(await file.text()) });
      setNotJson(false);
    } catch {
      setNotJson(true);
    }
  };
  const facts: [label: string, value: string][] = [
    [t('intake:upload.file'), upload.name],
    [t('intake:upload.size'), `${number(upload.bytes / 1024, 1)} kB`],
    [
      t('intake:upload.format'),
      recognised
        ? `${recognised.format} (${recognised.container}, ${recognised.encoding})`
        : t('intake:upload.formatNone'),
    ],
    ...(recognised?.sheet ? [[t('intake:upload.sheet'), recognised.sheet] as [string, string]] : []),
  ];
  const canLoad = upload.isThere && !isMoving && (recognised !== null || mapping !== null);
  return (
    <>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <FactRow key={label} label={label} value={value} />
        ))}
        <dt>{t('intake:upload.sha')}</dt>
        <dd>
          <code>{upload.sha256}</code>
        </dd>
      </dl>
      {upload.isThere && firstLoadedAt && (
        <p className="notice-offline">
          {t('intake:upload.knownBefore', { date: date(firstLoadedAt.slice(0, 10)) })}
        </p>
      )}
      {upload.isThere && !isMoving && (
        <>
          <p className="field">
            <label htmlFor="source-id">{t('intake:upload.source')}</label>
            <small className="quiet" id="source-hint">
              {t('intake:upload.sourceHint')}
            </small>
            <input
              id="source-id"
              type="text"
              pattern="[\w.\-]{1,60}"
              value={sourceId}
              aria-describedby="source-hint"
              onChange={(event) => setSourceId(event.target.value)}
            />
          </p>
          <div className="field">
            <p className="quiet">{t('intake:upload.mapping')}</p>
            <div>
              <label className="file-button">
                {mapping
                  ? t('intake:upload.mappingChosen', { name: mapping.name })
                  : t('intake:upload.mappingChoose')}
                <input
                  type="file"
                  accept=".json"
                  onChange={(event) => void takeMapping(event.target.files?.[0])}
                />
              </label>
            </div>
            {notJson && (
              <p className="field-problem" role="alert">
                {t('intake:upload.mappingNotJson')}
              </p>
            )}
          </div>
        </>
      )}
      {isMoving && <LoadProgress upload={upload} />}
      <Outcome upload={upload} />
      <div className="step-buttons">
        {isMoving ? (
          <button type="button" className="outlined" onClick={control.cancel}>
            {t('intake:upload.cancel')}
          </button>
        ) : (
          <button type="button" className="outlined" onClick={control.forget}>
            {t(upload.isThere ? 'intake:upload.remove' : 'intake:upload.another')}
          </button>
        )}
        {upload.isThere && (
          <>
            <button
              type="button"
              className={upload.report ? 'outlined' : 'primary'}
              disabled={!canLoad}
              onClick={() => control.load(wish(true))}
            >
              {t('intake:upload.dryRun')}
            </button>
            {/* Loading comes after a trial: nobody loads a file unseen. */}
            {upload.report?.dryRun && (
              <button
                type="button"
                className="primary"
                disabled={!canLoad}
                onClick={() => control.load(wish(false))}
              >
                {t('intake:upload.load')}
              </button>
            )}
          </>
        )}
      </div>
    </>
  );
}

function FactRow({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
