import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { AlertRow } from '../../api/contract-alerts.ts';
import { useSend } from '../agencies/parts.tsx';
import { type Answer, postJson } from '../data/requests.ts';
import { useWords } from '../format.ts';
import { useSession } from '../session.ts';
import { AlertRefusal } from './AlertRefusal.tsx';
import { isWaiting } from './groupAlerts.ts';
import { SilenceForm } from './SilenceForm.tsx';

const MARKS = ['useful', 'false', 'late'] as const;

/** What a reader may do with an alert: take note, say what it was worth; with the right, hand it on and hush it. */
export function AlertActions({ alert, onChanged }: { alert: AlertRow; onChanged: () => void }) {
  const { t } = useWords();
  const { may } = useSession();
  const [open, setOpen] = useState<'acknowledge' | 'assign' | 'comment' | 'silence' | null>(null);
  const done = () => {
    setOpen(null);
    onChanged();
  };
  const { send, failure, sending } = useSend(done);
  const path = `/api/alerts/${alert.alertId}`;
  const post = (what: string, body: unknown): Promise<Answer<unknown>> => postJson(`${path}/${what}`, body);
  const toggle = (name: NonNullable<typeof open>) => setOpen(open === name ? null : name);
  const canHandle = may('alerts.detail');
  const waits = isWaiting(alert);
  return (
    <div className="alert-actions">
      <div className="form-actions">
        {alert.state !== 'pending' && (
          <button
            type="button"
            className={waits ? 'primary' : 'secondary'}
            aria-expanded={open === 'acknowledge'}
            onClick={() => toggle('acknowledge')}
          >
            {t(waits ? 'alerts:act.acknowledge' : 'alerts:act.acknowledgeToo')}
          </button>
        )}
        {canHandle &&
          (['assign', 'comment', 'silence'] as const).map((name) => (
            <button
              key={name}
              type="button"
              className="secondary"
              aria-expanded={open === name}
              onClick={() => toggle(name)}
            >
              {t(`alerts:act.${name}`)}
            </button>
          ))}
      </div>
      {open === 'acknowledge' && (
        <TextForm
          label={t('alerts:act.note')}
          submit={t('alerts:act.sendAcknowledge')}
          maxLength={500}
          sending={sending}
          onSubmit={(note) => void send(() => post('acknowledgements', note === '' ? {} : { note }))}
        />
      )}
      {open === 'assign' && (
        <TextForm
          label={t('alerts:act.assignTo')}
          submit={t('alerts:act.sendAssign')}
          initial={alert.assignedTo ?? ''}
          maxLength={120}
          sending={sending}
          onSubmit={(to) => void send(() => post('assignment', { to: to === '' ? null : to }))}
        />
      )}
      {open === 'comment' && (
        <TextForm
          label={t('alerts:act.commentText')}
          submit={t('alerts:act.sendComment')}
          maxLength={4000}
          isLong
          required
          sending={sending}
          onSubmit={(text) => void send(() => post('comments', { text }))}
        />
      )}
      {open === 'silence' && <SilenceForm of={{ alertId: alert.alertId }} onDone={done} />}
      {alert.state !== 'pending' && (
        <fieldset className="alert-worth">
          <legend>{t('alerts:act.worth')}</legend>
          <div className="form-actions">
            {MARKS.map((mark) => (
              <button
                key={mark}
                type="button"
                className="secondary"
                aria-pressed={alert.mark === mark}
                disabled={sending}
                onClick={() => void send(() => post('mark', { mark: alert.mark === mark ? null : mark }))}
              >
                {t(`alerts:act.mark.${mark}`)}
              </button>
            ))}
          </div>
        </fieldset>
      )}
      <AlertRefusal failure={failure} />
    </div>
  );
}

/** One line or more of words, and a button. */
function TextForm({
  label,
  submit,
  initial = '',
  maxLength,
  isLong = false,
  required = false,
  sending,
  onSubmit,
}: {
  label: ReactNode;
  submit: string;
  initial?: string;
  maxLength: number;
  isLong?: boolean;
  required?: boolean;
  sending: boolean;
  onSubmit: (text: string) => void;
}) {
  const id = useId();
  const [text, setText] = useState(initial);
  const onForm = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(text.trim());
  };
  const shared = {
    value: text,
    maxLength,
    required,
    onChange: ({ target }: { target: { value: string } }) => setText(target.value),
  };
  return (
    <form className="form alert-form" onSubmit={onForm}>
      <label htmlFor={id}>{label}</label>
      {isLong ? <textarea id={id} rows={3} {...shared} /> : <input id={id} {...shared} />}
      <button type="submit" className="primary" disabled={sending}>
        {submit}
      </button>
    </form>
  );
}
