import { emptyInterview, type Interview } from '../../domain/interview/interview.ts';

/** The one draft of this device. It may hold what a person told, so it is removed when it was sent or cleared. */
const KEY = 'vigia-report-draft';
/** Drafts of another shape are of an older page; they are not guessed at. */
const SHAPE = 1;

/** The kept draft, or null where there is none or this browser keeps none. */
export function keptDraft(): Interview | null {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? 'null');
    const { shape, interview } = (kept ?? {}) as { shape?: number; interview?: Interview };
    return shape === SHAPE && interview ? { ...emptyInterview(interview.reportId), ...interview } : null;
  } catch {
    return null;
  }
}

/** Keeps the draft on this device; false where the browser refuses. */
export function keepDraft(interview: Interview): boolean {
  try {
    window.localStorage.setItem(KEY, JSON.stringify({ shape: SHAPE, interview }));
    return true;
  } catch {
    return false;
  }
}

export function forgetDraft(): void {
  try {
    window.localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept where nothing can be removed.
  }
}

/** True once something was answered: an untouched form leaves no trace on the device. */
export function isTouched(interview: Interview): boolean {
  return JSON.stringify(interview) !== JSON.stringify(emptyInterview(interview.reportId));
}
