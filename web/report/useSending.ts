import { useCallback, useEffect, useState } from 'react';
import type { ReportCheck, ReportSent } from '../../api/contract-reports.ts';
import type { Interview } from '../../domain/interview/interview.ts';
import { type Failure, postJson } from '../data/requests.ts';

/** The server's look at an interview while it is being checked; null before, and out of reach. */
export function useCheck(interview: Interview, wanted: boolean): ReportCheck | null {
  const [check, setCheck] = useState<{ of: Interview; value: ReportCheck } | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let live = true;
    void postJson<ReportCheck>('/api/reports/check', interview).then((answer) => {
      if (live && answer.ok) setCheck({ of: interview, value: answer.value });
    });
    return () => {
      live = false;
    };
  }, [interview, wanted]);
  return check?.of === interview ? check.value : null;
}

export interface Sending {
  busy: boolean;
  failure: Failure | null;
  sent: ReportSent | null;
  send: (interview: Interview) => void;
  again: () => void;
}

/** Sends an interview; whatever happens on the way, the draft stays until the server has said that it has it. */
export function useSending(onSent: () => void): Sending {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [sent, setSent] = useState<ReportSent | null>(null);
  const send = useCallback(
    (interview: Interview) => {
      setBusy(true);
      setFailure(null);
      void postJson<ReportSent>('/api/reports', interview).then((answer) => {
        setBusy(false);
        if (!answer.ok) return setFailure(answer.failure);
        setSent(answer.value);
        onSent();
      });
    },
    [onSent],
  );
  const again = useCallback(() => setSent(null), []);
  return { busy, failure, sent, send, again };
}
