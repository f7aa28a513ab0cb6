import '../styles/messages.css';
import { useState } from 'react';
import type { SubscriptionMade, SubscriptionRow, SubscriptionsAnswer } from '../../api/contract-messages.ts';
import { Secret } from '../account/Secret.tsx';
import { useAction } from '../account/useAction.ts';
import { getJson, postJson, sendJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LoadState } from '../panel/LoadState.tsx';
import { PageShell } from '../shell/PageShell.tsx';
import { EditSubscription, NewSubscription } from './SubscriptionForm.tsx';
import { subscriptionSentence } from './sentence.ts';

const load = (path: string, signal: AbortSignal) => getJson<SubscriptionsAnswer>(path, signal);

/** What the reader is told of, by which channel and when; a test for each. */
export default function SubscriptionsPage() {
  const { t } = useWords();
  const loaded = useLoaded('/api/subscriptions', load);
  const [made, setMade] = useState<SubscriptionMade | null>(null);
  const { value, retry } = loaded;
  return (
    <PageShell title={t('messages:subscriptions.title')}>
      <p className="prose">{t('messages:subscriptions.intro')}</p>
      <LoadState loaded={loaded} />
      {value && !value.hasMail && <p className="notice">{t('messages:subscriptions.noMail')}</p>}
      {made?.secret && <Secret what={t('messages:subscriptions.secret')} secret={made.secret} />}
      {made?.feedUrl && <Secret what={t('messages:subscriptions.feedUrl')} secret={made.feedUrl} />}
      {value && value.subscriptions.length === 0 && (
        <p className="quiet">{t('messages:subscriptions.empty')}</p>
      )}
      <ul className="cards">
        {value?.subscriptions.map((subscription) => (
          <li key={subscription.subscriptionId}>
            <SubscriptionCard subscription={subscription} answer={value} onDone={retry} />
          </li>
        ))}
      </ul>
      {value && (
        <NewSubscription
          answer={value}
          onMade={(next) => {
            setMade(next);
            retry();
          }}
        />
      )}
    </PageShell>
  );
}

function SubscriptionCard({
  subscription,
  answer,
  onDone,
}: {
  subscription: SubscriptionRow;
  answer: SubscriptionsAnswer;
  onDone: () => void;
}) {
  const words = useWords();
  const { t, moment } = words;
  const { busy, failure, run } = useAction();
  const [editing, setEditing] = useState(false);
  const path = `/api/subscriptions/${subscription.subscriptionId}`;
  const { last, channel } = subscription;
  const test = async () => {
    if (await run(() => postJson(`${path}/test`, {}))) onDone();
  };
  const end = async () => {
    if (!window.confirm(t('messages:subscriptions.confirmEnd', { name: subscription.name }))) return;
    if (await run(() => sendJson('DELETE', path))) onDone();
  };
  return (
    <>
      <strong>{subscription.name}</strong>
      <p>{subscriptionSentence(subscription, words)}</p>
      {subscription.note && <p className="quiet">{subscription.note}</p>}
      {last && (
        <p className="quiet">
          {t('messages:subscriptions.last', {
            what: t(`messages:kind.${last.kind}`),
            state: t(`messages:state.${last.state}`),
            when: moment(Date.parse(last.at)),
          })}
          {last.reason && ` · ${t(`messages:reason.${last.reason}`)}`}
        </p>
      )}
      <div className="form-actions">
        {channel !== 'feed' && (
          <button type="button" className="primary" disabled={busy} onClick={() => void test()}>
            {t('messages:subscriptions.test')}
          </button>
        )}
        <button
          type="button"
          className="secondary"
          aria-expanded={editing}
          onClick={() => setEditing(!editing)}
        >
          {t('messages:subscriptions.change')}
        </button>
        <button type="button" className="secondary" disabled={busy} onClick={() => void end()}>
          {t('messages:subscriptions.end')}
        </button>
        {last && (
          <button type="button" className="secondary" onClick={onDone}>
            {t('messages:subscriptions.refresh')}
          </button>
        )}
      </div>
      {failure && (
        <p className="form-error" role="alert">
          {t('messages:refused.other', { code: failure.code })}
        </p>
      )}
      {editing && (
        <EditSubscription
          subscription={subscription}
          answer={answer}
          onDone={() => {
            setEditing(false);
            onDone();
          }}
        />
      )}
    </>
  );
}
