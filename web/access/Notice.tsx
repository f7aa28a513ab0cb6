import { useState } from 'react';
import type { Me } from '../../api/contract-session.ts';
import { PURPOSE_NOTICE_PARTS, PURPOSE_NOTICE_VERSION } from '../../domain/access/purpose-notice.ts';
import { type Failure, postJson } from '../data/requests.ts';
import { useWords } from '../format.ts';
import { DocumentLinks } from '../help/DocumentLinks.tsx';
import { failureText } from './failureText.ts';
import { Gate } from './Gate.tsx';
import { signOut } from './signOut.ts';

/** The purpose notice: nothing opens before it is acknowledged, and it is asked again when its words change. */
export function Notice({ me, onAcknowledged }: { me: Me; onAcknowledged: () => void }) {
  const { t, language } = useWords();
  const [failure, setFailure] = useState<Failure | null>(null);
  // An old page must not have its words acknowledged as the new ones.
  const isOld = me.notice.version !== PURPOSE_NOTICE_VERSION;

  const acknowledge = async () => {
    const answer = await postJson('/api/notice', { version: PURPOSE_NOTICE_VERSION, language });
    if (answer.ok || answer.failure.code === 'notice_changed') return onAcknowledged();
    setFailure(answer.failure);
  };

  if (isOld) {
    return (
      <Gate title={t('access:notice.title')}>
        <p role="status">{t('access:notice.changed')}</p>
        <div className="form-actions">
          <button type="button" className="primary" onClick={() => window.location.reload()}>
            {t('error.reload')}
          </button>
        </div>
      </Gate>
    );
  }
  return (
    <Gate title={t('access:notice.title')}>
      <p>{t('access:notice.lead')}</p>
      <div className="prose">
        {PURPOSE_NOTICE_PARTS.map((part) => (
          <section key={part}>
            <h3>{t(`access:notice.${part}.title`)}</h3>
            <p>{t(`access:notice.${part}.text`)}</p>
          </section>
        ))}
      </div>
      <p className="quiet">
        <DocumentLinks text={t('access:notice.version', { version: PURPOSE_NOTICE_VERSION })} />
      </p>
      {failure && (
        <p className="form-error" role="alert">
          {failureText(failure, t)}
        </p>
      )}
      <div className="form-actions">
        <button type="button" className="primary" onClick={() => void acknowledge()}>
          {t('access:notice.acknowledge')}
        </button>
        <button type="button" className="secondary" onClick={() => void signOut()}>
          {t('access:notice.leave')}
        </button>
      </div>
    </Gate>
  );
}
