import '../styles/messages.css';
import { useState } from 'react';
import type { AttemptsAnswer, MessageRow, MessagesAnswer } from '../../api/contract-messages.ts';
import { useAction } from '../account/useAction.ts';
import { getJson, postJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { Empty } from '../panel/Empty.tsx';
import { LoadState } from '../panel/LoadState.tsx';
import { PageShell } from '../shell/PageShell.tsx';
import { CHANNELS, MESSAGE_STATES, NO_FILTER, useDeliveriesView } from './deliveriesView.ts';

const PAGE_SIZE = 50;
const load = (path: string, signal: AbortSignal) => getJson<MessagesAnswer>(path, signal);
const loadAttempts = (path: string, signal: AbortSignal) => getJson<AttemptsAnswer>(path, signal);

/** Who was sent what, when, by which channel, and who acknowledged. */
export default function DeliveriesPage() {
  const { t, counted, number } = useWords();
  const { view, change: changeView } = useDeliveriesView();
  const { starts, ...filter } = view;
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));
  query.set('limit', String(PAGE_SIZE));
  const start = starts[starts.length - 1];
  if (start !== undefined) query.set('before', String(start));
  const page = useLoaded(`/api/messages?${query}`, load);
  const { value } = page;
  const change = (part: Partial<typeof filter>, how?: 'push' | 'replace') =>
    changeView({ ...part, starts: [] }, how);
  const isNarrowed = Object.values(filter).some(Boolean);
  const last = value?.messages[value.messages.length - 1];
  return (
    <PageShell title={t('messages:deliveries.title')}>
      {value && (
        <p className="lead" role="status">
          {t(value.states.dead ? 'messages:deliveries.sentenceDead' : 'messages:deliveries.sentence', {
            sent: number(value.states.sent ?? 0),
            waiting: number((value.states.waiting ?? 0) + (value.states.queued ?? 0)),
            dead: number(value.states.dead ?? 0),
          })}{' '}
          {value.doubtful > 0 && t('messages:deliveries.doubtful', counted(value.doubtful))}
        </p>
      )}
      <div className="delivery-filters">
        <label>
          {t('messages:deliveries.state')}
          <select value={filter.state} onChange={(e) => change({ state: e.target.value })}>
            <option value="">{t('messages:deliveries.all')}</option>
            {MESSAGE_STATES.map((state) => (
              <option key={state} value={state}>
                {t(`messages:state.${state}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('messages:deliveries.channel')}
          <select value={filter.channel} onChange={(e) => change({ channel: e.target.value })}>
            <option value="">{t('messages:deliveries.all')}</option>
            {CHANNELS.map((channel) => (
              <option key={channel} value={channel}>
                {t(`messages:channel.${channel}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('messages:deliveries.alert')}
          <input
            inputMode="numeric"
            pattern="[0-9]*"
            value={filter.alertId}
            onChange={(e) => change({ alertId: e.target.value.replace(/\D/g, '').slice(0, 15) }, 'replace')}
          />
        </label>
      </div>
      <LoadState loaded={page} />
      {value && value.messages.length === 0 && (
        <Empty text={t(isNarrowed ? 'messages:deliveries.empty' : 'messages:deliveries.none')}>
          {isNarrowed && (
            <button type="button" className="primary" onClick={() => change(NO_FILTER)}>
              {t('filter.clear')}
            </button>
          )}
        </Empty>
      )}
      <ol className="deliveries" aria-busy={page.loading}>
        {value?.messages.map((message) => (
          <Delivery key={message.messageId} message={message} onDone={page.retry} />
        ))}
      </ol>
      {value && (value.more || starts.length > 0) && (
        <div className="form-actions">
          <button
            type="button"
            className="secondary"
            disabled={starts.length === 0}
            onClick={() => changeView({ starts: starts.slice(0, -1) })}
          >
            {t('messages:deliveries.newer')}
          </button>
          <button
            type="button"
            className="secondary"
            disabled={!value.more}
            onClick={() => last && changeView({ starts: [...starts, last.seq] })}
          >
            {t('messages:deliveries.older')}
          </button>
        </div>
      )}
    </PageShell>
  );
}

function Delivery({ message, onDone }: { message: MessageRow; onDone: () => void }) {
  const { t, moment, number } = useWords();
  const { busy, failure, run } = useAction();
  const [open, setOpen] = useState(false);
  const { state, reason, alertId } = message;
  const when = (at: string) => moment(Date.parse(at));
  const retry = async () => {
    if (await run(() => postJson(`/api/messages/${message.messageId}/retry`, {}))) onDone();
  };
  return (
    <li className={`delivery ${state}`}>
      <time dateTime={message.sentAt ?? message.madeAt}>{when(message.sentAt ?? message.madeAt)}</time>
      <div>
        <p>
          <strong>{t(`messages:kind.${message.kind}`)}</strong>
          {alertId !== null && (
            <>
              {' · '}
              <a href={`/alertas?alerta=${alertId}`}>
                {t('messages:deliveries.alertNumber', { id: alertId })}
              </a>
            </>
          )}
          {' · '}
          {t('messages:deliveries.to', {
            channel: t(`messages:channel.${message.channel}`),
            address: message.address,
          })}
        </p>
        <p className="quiet">
          {t('messages:deliveries.of', { person: message.userName, subscription: message.subscription })}
          {message.acknowledgedBy &&
            message.acknowledgedAt &&
            ` · ${t(
              message.wasButton ? 'messages:deliveries.acknowledgedHere' : 'messages:deliveries.acknowledged',
              {
                who: message.acknowledgedBy,
                when: when(message.acknowledgedAt),
              },
            )}`}
          {message.doubtful > 0 && ` · ${t('messages:deliveries.maybeTwice')}`}
        </p>
        {open && <Attempts messageId={message.messageId} />}
        {failure && (
          <p className="form-error" role="alert">
            {t([`messages:refused.${failure.code}`, 'messages:refused.other'], { code: failure.code })}
          </p>
        )}
      </div>
      <div className="delivery-state">
        <span className="tag">{t(`messages:state.${state}`)}</span>
        {reason && <span className="quiet">{t(`messages:reason.${reason}`)}</span>}
        {state === 'waiting' && (
          <span className="quiet">{t('messages:deliveries.due', { when: when(message.dueAt) })}</span>
        )}
        {message.attempts > 0 && (
          <button type="button" className="secondary" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('messages:deliveries.attempts', { count: message.attempts, n: number(message.attempts) })}
          </button>
        )}
        {state === 'dead' && (
          <button type="button" className="primary" disabled={busy} onClick={() => void retry()}>
            {t('messages:deliveries.retry')}
          </button>
        )}
      </div>
    </li>
  );
}

function Attempts({ messageId }: { messageId: string }) {
  const { t, moment } = useWords();
  const attempts = useLoaded(`/api/messages/${messageId}/attempts`, loadAttempts);
  if (!attempts.value) return <LoadState loaded={attempts} />;
  return (
    <ol className="attempts">
      {attempts.value.attempts.map((attempt) => (
        <li key={`${attempt.attempt} ${attempt.startedAt}`}>
          {moment(Date.parse(attempt.startedAt))} · {t(`messages:reason.${attempt.outcome ?? 'under-way'}`)}
          {attempt.reply && <code>{attempt.reply}</code>}
        </li>
      ))}
    </ol>
  );
}
