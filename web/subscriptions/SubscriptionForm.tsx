import { type FormEvent, useState } from 'react';
import type {
  SubscriptionBody,
  SubscriptionMade,
  SubscriptionRow,
  SubscriptionsAnswer,
} from '../../api/contract-messages.ts';
import { useAction } from '../account/useAction.ts';
import { type Failure, postJson, putJson } from '../data/requests.ts';
import { useWords } from '../format.ts';
import { Check, Field, type PartProps, type Problem, toggled } from './fields.tsx';
import { WhatFields } from './WhatFields.tsx';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

function emptyBody(hasMail: boolean, language: string): SubscriptionBody {
  return {
    name: '',
    note: '',
    channel: hasMail ? 'mail' : 'webhook',
    address: '',
    format: 'json',
    language: language === 'en' ? 'en' : 'es',
    recipientKind: 'unit',
    mode: 'immediate',
    digestAt: '08:00',
    workingHours: null,
    filter: { stateCodes: [], corridorIds: [], area: null, severities: [], ruleIds: [] },
  };
}

/** The form of a new subscription, folded until it is wanted. */
export function NewSubscription({
  answer,
  onMade,
}: {
  answer: SubscriptionsAnswer;
  onMade: (made: SubscriptionMade) => void;
}) {
  const { t, language } = useWords();
  const [round, setRound] = useState(0);
  const { busy, failure, run } = useAction();
  const save = async (body: SubscriptionBody) => {
    const made = await run(() => postJson<SubscriptionMade>('/api/subscriptions', body));
    if (made === null) return;
    setRound(round + 1);
    onMade(made);
  };
  return (
    <details className="new-subscription" open={answer.subscriptions.length === 0}>
      <summary>{t('messages:form.new')}</summary>
      <SubscriptionForm
        key={round}
        first={emptyBody(answer.hasMail, language)}
        answer={answer}
        busy={busy}
        failure={failure}
        verb={t('messages:form.make')}
        onSave={(body) => void save(body)}
      />
    </details>
  );
}

/** The form that changes a subscription. */
export function EditSubscription({
  subscription,
  answer,
  onDone,
}: {
  subscription: SubscriptionRow;
  answer: SubscriptionsAnswer;
  onDone: () => void;
}) {
  const { t } = useWords();
  const { busy, failure, run } = useAction();
  const { subscriptionId, madeAt: _, last: __, ...first } = subscription;
  const save = async (body: SubscriptionBody) => {
    if (await run(() => putJson(`/api/subscriptions/${subscriptionId}`, body))) onDone();
  };
  return (
    <SubscriptionForm
      first={first}
      answer={answer}
      isOld
      busy={busy}
      failure={failure}
      verb={t('messages:form.save')}
      onSave={(body) => void save(body)}
    />
  );
}

interface FormProps {
  first: SubscriptionBody;
  answer: SubscriptionsAnswer;
  /** The channel of a subscription stays. */
  isOld?: boolean;
  busy: boolean;
  failure: Failure | null;
  verb: string;
  onSave: (body: SubscriptionBody) => void;
}

function SubscriptionForm({ first, answer, isOld = false, busy, failure, verb, onSave }: FormProps) {
  const { t } = useWords();
  const [body, setBody] = useState(first);
  const change = (part: Partial<SubscriptionBody>) => setBody({ ...body, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isFeed = body.channel === 'feed';
    onSave({
      ...body,
      address: isFeed ? '' : body.address,
      format: body.channel === 'webhook' ? body.format : 'json',
    });
  };
  const problem = problemsOf(failure);
  return (
    <form className="form subscription-form" onSubmit={submit}>
      <div className="columns">
        <div>
          <Field label={t('messages:form.name')} problem={problem('name')}>
            <input
              required
              maxLength={80}
              value={body.name}
              onChange={(e) => change({ name: e.target.value })}
            />
          </Field>
          <Field label={t('messages:form.channel')} problem={problem('channel')}>
            <select
              disabled={isOld}
              value={body.channel}
              onChange={(e) => change({ channel: e.target.value as SubscriptionBody['channel'] })}
            >
              <option value="mail" disabled={!answer.hasMail}>
                {t('messages:channel.mail')}
              </option>
              <option value="webhook">{t('messages:channel.webhook')}</option>
              <option value="feed">{t('messages:channel.feed')}</option>
            </select>
          </Field>
          {body.channel !== 'feed' && (
            <Field label={t(`messages:form.address.${body.channel}`)} problem={problem('address')}>
              <input
                required
                type={body.channel === 'mail' ? 'email' : 'url'}
                maxLength={500}
                value={body.address}
                onChange={(e) => change({ address: e.target.value })}
              />
            </Field>
          )}
          {body.channel === 'webhook' && (
            <Field label={t('messages:form.format')} problem={problem('format')}>
              <select
                value={body.format}
                onChange={(e) => change({ format: e.target.value as SubscriptionBody['format'] })}
              >
                <option value="json">JSON</option>
                <option value="cap">Common Alerting Protocol 1.2</option>
              </select>
            </Field>
          )}
          <Field label={t('messages:form.recipientKind')}>
            <select
              value={body.recipientKind}
              onChange={(e) => change({ recipientKind: e.target.value as SubscriptionBody['recipientKind'] })}
            >
              {(['shelter', 'unit', 'consulate'] as const).map((kind) => (
                <option key={kind} value={kind}>
                  {t(`messages:recipientKind.${kind}`)}
                </option>
              ))}
            </select>
          </Field>
          <Field label={t('messages:form.language')}>
            <select
              value={body.language}
              onChange={(e) => change({ language: e.target.value as SubscriptionBody['language'] })}
            >
              <option value="es">Español</option>
              <option value="en">English</option>
            </select>
          </Field>
          <Field label={t('messages:form.note')} problem={problem('note')}>
            <input maxLength={500} value={body.note} onChange={(e) => change({ note: e.target.value })} />
          </Field>
        </div>
        <div>
          <WhatFields body={body} answer={answer} problem={problem} onChange={change} />
        </div>
      </div>
      {body.channel !== 'feed' && <WhenFields body={body} problem={problem} onChange={change} />}
      <button type="submit" className="primary" disabled={busy}>
        {verb}
      </button>
      {failure && problem.isOther && (
        <p className="form-error" role="alert">
          {t([`messages:refused.${failure.code}`, 'messages:refused.other'], { code: failure.code })}
        </p>
      )}
    </form>
  );
}

/** What the server says of a field. */
function problemsOf(failure: Failure | null): Problem {
  const details =
    failure?.code === 'invalid_input' ? (failure.details as { field: string; problem: string }[]) : [];
  const of = (field: string) =>
    details.find((one) => one.field === field || one.field.startsWith(`${field}.`))?.problem;
  return Object.assign(of, { isOther: failure !== null && details.length === 0 });
}

/** When: at once or once a day, and the hours of work. */
function WhenFields({ body, problem, onChange }: PartProps) {
  const { t } = useWords();
  const { workingHours: work } = body;
  return (
    <fieldset className="checks when">
      <legend>{t('messages:form.when')}</legend>
      <p className="quiet">{t('messages:form.whenHint')}</p>
      <div className="when-row">
        <Field label={t('messages:form.mode')}>
          <select
            value={body.mode}
            onChange={(e) => onChange({ mode: e.target.value as SubscriptionBody['mode'] })}
          >
            <option value="immediate">{t('messages:form.immediate')}</option>
            <option value="digest">{t('messages:form.digest')}</option>
          </select>
        </Field>
        <Field label={t('messages:form.digestAt')} problem={problem('digestAt')}>
          <input
            type="time"
            required
            value={body.digestAt}
            onChange={(e) => onChange({ digestAt: e.target.value })}
          />
        </Field>
      </div>
      <Check
        label={t('messages:form.workingHours')}
        isOn={work !== null}
        onToggle={() =>
          onChange({ workingHours: work ? null : { days: [1, 2, 3, 4, 5], from: '08:00', to: '20:00' } })
        }
      />
      {work && (
        <div className="when-row">
          <div className="check-grid days">
            {DAYS.map((day) => (
              <Check
                key={day}
                label={t(`messages:day.${day}`)}
                isOn={work.days.includes(day)}
                onToggle={() => onChange({ workingHours: { ...work, days: toggled(work.days, day) } })}
              />
            ))}
          </div>
          <Field label={t('messages:form.from')} problem={problem('workingHours')}>
            <input
              type="time"
              required
              value={work.from}
              onChange={(e) => onChange({ workingHours: { ...work, from: e.target.value } })}
            />
          </Field>
          <Field label={t('messages:form.to')}>
            <input
              type="time"
              required
              value={work.to}
              onChange={(e) => onChange({ workingHours: { ...work, to: e.target.value } })}
            />
          </Field>
        </div>
      )}
    </fieldset>
  );
}
