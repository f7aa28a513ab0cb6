import { useCallback, useEffect, useState } from 'react';
import { emptyInterview, type Interview } from '../../domain/interview/interview.ts';
import { forgetDraft, isTouched, keepDraft, keptDraft } from './draft.ts';

export interface Draft {
  interview: Interview;
  change: (answers: Partial<Interview>) => void;
  /** Whether the browser keeps it; null while there is nothing to keep. */
  kept: boolean | null;
  /** Forgets it, on the device too, and begins anew under a new id. */
  clear: () => void;
}

/** The interview under way, kept on this device with every answer. */
export function useDraft(): Draft {
  const [interview, setInterview] = useState(() => keptDraft() ?? emptyInterview(crypto.randomUUID()));
  const [kept, setKept] = useState<boolean | null>(null);
  useEffect(() => {
    if (isTouched(interview)) setKept(keepDraft(interview));
    else {
      forgetDraft();
      setKept(null);
    }
  }, [interview]);
  const change = useCallback(
    (answers: Partial<Interview>) => setInterview((before) => ({ ...before, ...answers })),
    [],
  );
  const clear = useCallback(() => {
    forgetDraft();
    setInterview(emptyInterview(crypto.randomUUID()));
  }, []);
  return { interview, change, kept, clear };
}
