import { type FormEvent, useState } from 'react';
import { useSend } from '../agencies/parts.tsx';
import { postJson } from '../data/requests.ts';
import { useWords } from '../format.ts';
import { AlertRefusal } from './AlertRefusal.tsx';

/** The usual ends, hours from now; or a moment of one's own. */
const HOURS = [1, 8, 24, 72, 168] as const;
const HOUR_MS = 3_600_000;

export interface SilenceOf {
  alertId?: number;
  ruleId?: string;
  stateCode?: string;
  severity?: string;
}

/** A silence with its reason and its end. */
export function SilenceForm({ of, onDone }: { of: SilenceOf; onDone: () => void }) {
  const { t, counted } = useWords();
  const { send, failure, sending } = useSend(onDone);
  const [reason, setReason] = useState('');
  const [hours, setHours] = useState('8');
  const [end, setEnd] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const endsAt = hours === '' ? new Date(end) : new Date(Date.now() + Number(hours) * HOUR_MS);
    void send(() => postJson('/api/silences', { ...of, reason, endsAt: endsAt.toISOString() }));
  };
  return (
    <form className="form alert-form" onSubmit={submit}>
      <label>
        {t('alerts:silence.reason')}
        <input required maxLength={300} value={reason} onChange={({ target }) => setReason(target.value)} />
      </label>
      <label>
        {t('alerts:silence.end')}
        <select value={hours} onChange={({ target }) => setHours(target.value)}>
          {HOURS.map((value) => (
            <option key={value} value={value}>
              {value < 72
                ? t('alerts:silence.hours', counted(value))
                : t('alerts:silence.days', counted(value / 24))}
            </option>
          ))}
          <option value="">{t('alerts:silence.ownEnd')}</option>
        </select>
      </label>
      {hours === '' && (
        <label>
          {t('alerts:silence.endAt')}
          <input required type="datetime-local" value={end} onChange={({ target }) => setEnd(target.value)} />
        </label>
      )}
      <p className="quiet">{t('alerts:silence.means')}</p>
      <button type="submit" className="primary" disabled={sending}>
        {t('alerts:silence.make')}
      </button>
      <AlertRefusal failure={failure} />
    </form>
  );
}
