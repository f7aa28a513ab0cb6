import { useState } from 'react';
import type { z } from 'zod';
import type { alertTextsSchema } from '../../api/contract-alerts.ts';
import { useSend } from '../agencies/parts.tsx';
import { getJson, putJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { stateName } from '../geocoding/answer.ts';
import { LoadState } from '../panel/LoadState.tsx';
import { RECIPIENT_KINDS, type RecipientKind } from './Advice.tsx';
import { AlertRefusal } from './AlertRefusal.tsx';

type AlertTexts = z.infer<typeof alertTextsSchema>;

const load = (path: string, signal: AbortSignal) => getJson<AlertTexts>(path, signal);

/** What recipients are told to do, and whom victims are sent to: words that people here make their own. */
export function Texts() {
  const { t, language } = useWords();
  const lang = language === 'en' ? 'en' : 'es';
  const texts = useLoaded(`/api/alert-texts?lang=${lang}`, load);
  const { value, retry } = texts;
  return (
    <>
      <LoadState loaded={texts} />
      {value && (
        <>
          <section className="work">
            <h3>{t('alerts:text.advice')}</h3>
            <p className="prose">{t('alerts:text.adviceLead')}</p>
            {RECIPIENT_KINDS.map((kind) => (
              <AdviceForm
                key={`${kind} ${lang} ${value.advice[kind]}`}
                kind={kind}
                lang={lang}
                stored={value.advice[kind]}
                onDone={retry}
              />
            ))}
          </section>
          <section className="work">
            <h3>{t('alerts:text.referrals')}</h3>
            <p className="prose">{t('alerts:text.referralsLead')}</p>
            <ul className="cards">
              {value.referrals.map((referral) => (
                <li key={`${referral.referralId} ${referral.isVerified} ${referral.contact}`}>
                  <ReferralForm referral={referral} onDone={retry} />
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </>
  );
}

function AdviceForm({
  kind,
  lang,
  stored,
  onDone,
}: {
  kind: RecipientKind;
  lang: 'es' | 'en';
  stored: string | null;
  onDone: () => void;
}) {
  const { t } = useWords();
  const shipped = t(`alerts:advice.${kind}`);
  const [text, setText] = useState(stored ?? shipped);
  const { send, failure, sending } = useSend(onDone);
  const write = (body: string | null) =>
    void send(() => putJson('/api/alert-texts/advice', { recipientKind: kind, language: lang, body }));
  return (
    <form
      className="form advice-form"
      onSubmit={(event) => {
        event.preventDefault();
        write(text.trim());
      }}
    >
      <label>
        {t(`alerts:page.recipient.${kind}`)}
        <textarea
          required
          rows={9}
          maxLength={4000}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <p className="quiet">{t(stored === null ? 'alerts:text.isShipped' : 'alerts:text.isOwn')}</p>
      <div className="form-actions">
        <button type="submit" className="primary" disabled={sending || text === (stored ?? shipped)}>
          {t('alerts:text.save')}
        </button>
        {stored !== null && (
          <button type="button" className="secondary" disabled={sending} onClick={() => write(null)}>
            {t('alerts:text.toShipped')}
          </button>
        )}
      </div>
      <AlertRefusal failure={failure} />
    </form>
  );
}

function ReferralForm({
  referral,
  onDone,
}: {
  referral: AlertTexts['referrals'][number];
  onDone: () => void;
}) {
  const { t } = useWords();
  const { referralId, name, help, stateCode, source } = referral;
  const [contact, setContact] = useState(referral.contact);
  const [isVerified, setVerified] = useState(referral.isVerified);
  const { send, failure, sending } = useSend(onDone);
  const isSame = contact === referral.contact && isVerified === referral.isVerified;
  return (
    <details>
      <summary>
        {name}{' '}
        <span className={`alert-mark alert-mark-${referral.isVerified ? 'quiet' : 'amber'}`}>
          {t(referral.isVerified ? 'alerts:page.verified' : 'alerts:page.verify')}
        </span>
      </summary>
      <p>{help}</p>
      <p className="quiet">
        {stateCode === '' ? t('alerts:text.everywhere') : stateName(stateCode)} ·{' '}
        {t('alerts:page.source', { source })}
      </p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void send(() => putJson(`/api/referrals/${referralId}`, { contact: contact.trim(), isVerified }));
        }}
      >
        <label>
          {t('alerts:text.contact')}
          <input maxLength={300} value={contact} onChange={({ target }) => setContact(target.value)} />
        </label>
        <label className="check-label">
          <input
            type="checkbox"
            checked={isVerified}
            onChange={({ target }) => setVerified(target.checked)}
          />
          {t('alerts:text.iVerified')}
        </label>
        <button type="submit" className="primary" disabled={sending || isSame}>
          {t('alerts:text.save')}
        </button>
        <AlertRefusal failure={failure} />
      </form>
    </details>
  );
}
