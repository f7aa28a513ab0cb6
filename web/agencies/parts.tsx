import { useCallback, useState } from 'react';
import type { Agencies } from '../../api/contract-agencies.ts';
import type { Answer, Failure } from '../data/requests.ts';
import { useWords } from '../format.ts';

/** The last moment of a day, as the wire wants it. */
export function endOfDay(isoDay: string): string {
  return `${isoDay}T23:59:59Z`;
}

/** Sends a change once, keeps why it was refused, and tells when it is done. */
export function useSend(onDone: () => void) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [sending, setSending] = useState(false);
  const send = useCallback(
    async (request: () => Promise<Answer<unknown>>) => {
      setSending(true);
      const answer = await request();
      setSending(false);
      setFailure(answer.ok ? null : answer.failure);
      if (answer.ok) onDone();
    },
    [onDone],
  );
  return { send, failure, sending };
}

/** Why a change was not made, in words; nothing where it was. */
export function Refusal({ failure }: { failure: Failure | null }) {
  const { t } = useWords();
  if (failure === null) return null;
  return (
    <p className="form-error" role="alert">
      {t([`agencies:refused.${failure.code}`, 'agencies:refused.other'], { code: failure.code })}
    </p>
  );
}

/** A choice of one agency. */
export function AgencySelect({
  label,
  agencies,
  value,
  none,
  onChange,
}: {
  label: string;
  agencies: Agencies['agencies'];
  value: string;
  /** What no agency is called, where that may be chosen. */
  none?: string;
  onChange: (id: string) => void;
}) {
  return (
    <label>
      {label}
      <select required={none === undefined} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{none ?? ''}</option>
        {agencies.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
