import '../styles/intake.css';
import { useState } from 'react';
import { FactLoader } from '../facts/FactLoader.tsx';
import { useWords } from '../format.ts';
import { useSession } from '../session.ts';
import { PageShell } from '../shell/PageShell.tsx';
import { FilePicker } from './FilePicker.tsx';
import { History } from './History.tsx';
import { LoadPanel } from './LoadPanel.tsx';
import { useUpload } from './useUpload.ts';

/** Files of reports: send, try, load; and what was loaded before. */
export default function DataPage() {
  const { t } = useWords();
  const { me, may } = useSession();
  return (
    <PageShell title={t('intake:upload.title')}>
      {me !== null && (may('data.load') ? <Data /> : <p>{t('intake:upload.notAllowed')}</p>)}
    </PageShell>
  );
}

function Data() {
  const { t, language, percent, number } = useWords();
  const control = useUpload();
  const { upload, sentShare, failure } = control;
  const [name, setName] = useState('');
  const templates = [
    ['xlsx', t('intake:upload.templateXlsx')],
    ['csv', t('intake:upload.templateCsv')],
  ] as const;
  return (
    <div className="intake">
      <p>{t('intake:upload.intro')}</p>
      <p>
        {t('intake:upload.template')}{' '}
        {templates.map(([format, label], i) => (
          <span key={format}>
            {i > 0 && ' · '}
            <a className="link" href={`/api/template?lang=${language}&format=${format}`} download>
              {label}
            </a>
          </span>
        ))}
      </p>
      {!upload && sentShare === null && (
        <FilePicker
          onFile={(file) => {
            setName(file.name);
            control.send(file);
          }}
        />
      )}
      {sentShare !== null && (
        <div role="status">
          <p>{t('intake:upload.sending', { name, percent: percent(sentShare) })}</p>
          <progress value={sentShare} max={1} aria-label={t('intake:upload.sendingBar')} />
        </div>
      )}
      {failure && (
        <p className="notice-problem" role="alert">
          {failure.limitMb === null
            ? t('error.nothingLost', { code: failure.code })
            : t('intake:upload.tooLarge', { limit: number(failure.limitMb) })}
        </p>
      )}
      {upload && <LoadPanel key={upload.id} upload={upload} control={control} />}
      <FactLoader />
      <History version={upload ? `${upload.id} ${upload.state}` : ''} />
    </div>
  );
}
