import '../styles/geocoding.css';
import '../styles/intake.css';
import { useCallback, useEffect, useRef, useState } from 'react';
import { problemsOf, STEPS, type Step } from '../../domain/interview/check.ts';
import { useHealth } from '../data/useHealth.ts';
import { useWords } from '../format.ts';
import { useSession } from '../session.ts';
import { PageShell } from '../shell/PageShell.tsx';
import { DraftNote } from './DraftNote.tsx';
import { WhatStep, WhenStep, WhereStep, WhoStep } from './EventSteps.tsx';
import { AccountStep, SharingStep, VictimsStep } from './PeopleSteps.tsx';
import { SendStep } from './SendStep.tsx';
import { MyReports, Sent } from './Sent.tsx';
import { useDraft } from './useDraft.ts';
import { useCheck, useSending } from './useSending.ts';

/** One report as an interview, step by step, on a phone first; the draft outlives a lost connection. */
export default function ReportPage() {
  const { t } = useWords();
  const { me, may } = useSession();
  return (
    <PageShell title={t('intake:form.title')}>
      {/* Out of reach nobody can say who this is: the form is there, and the server decides when it is sent. */}
      {me === null || may('reports.write') ? <Form /> : <p>{t('intake:form.notAllowed')}</p>}
    </PageShell>
  );
}

function Form() {
  const { t, number } = useWords();
  const { interview, change, kept, clear } = useDraft();
  const [step, setStep] = useState<Step>('what');
  /** Steps that were left once: what is wrong with them is told. */
  const [left, setLeft] = useState<ReadonlySet<Step>>(new Set());
  const heading = useRef<HTMLHeadingElement>(null);
  const { unreachable } = useHealth();
  const offline = useOffline() || unreachable;
  const check = useCheck(interview, step === 'send' && !offline);
  const { busy, failure, sent, send, again } = useSending(clear);

  const today = new Date().toISOString().slice(0, 10);
  const problems = problemsOf(interview, today);
  const at = STEPS.indexOf(step);
  const go = useCallback(
    (next: Step) => {
      setLeft((before) => new Set([...before, step]));
      setStep(next);
      // Focus follows the question, so that a screen reader reads it and the page begins at its top.
      requestAnimationFrame(() => heading.current?.focus());
    },
    [step],
  );
  const forward = () => {
    const missing = problems.some((problem) => problem.step === step);
    setLeft((before) => new Set([...before, step]));
    if (!missing) go(STEPS[at + 1] ?? 'send');
  };

  if (sent) {
    return (
      <div className="intake">
        <Sent
          sent={sent}
          onAnother={() => {
            again();
            setLeft(new Set());
            setStep('what');
          }}
        />
        <MyReports newest={sent.report.sentAt} />
      </div>
    );
  }
  const shown = left.has(step) ? problems.filter((problem) => problem.step === step) : [];
  const props = { interview, change, problems: shown };
  return (
    <div className="intake">
      <p>
        {t('intake:form.intro')} <strong>{t('intake:form.neverNames')}</strong>
      </p>
      {offline && (
        <p className="notice-offline" role="status">
          {t('intake:form.offline')}
        </p>
      )}
      <div>
        <p className="quiet">{t('intake:form.stepOf', { n: number(at + 1), total: number(STEPS.length) })}</p>
        <progress value={at + 1} max={STEPS.length} aria-label={t('intake:form.steps')} />
      </div>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (step !== 'send') forward();
          else if (problems.length === 0) send(interview);
        }}
      >
        <h3 ref={heading} tabIndex={-1}>
          {t(`intake:form.step.${step}`)}
        </h3>
        {step === 'what' && <WhatStep {...props} />}
        {step === 'where' && <WhereStep {...props} offline={offline} />}
        {step === 'when' && <WhenStep {...props} today={today} />}
        {step === 'who' && <WhoStep {...props} />}
        {step === 'victims' && <VictimsStep {...props} />}
        {step === 'account' && <AccountStep {...props} />}
        {step === 'sharing' && <SharingStep {...props} />}
        {step === 'send' && (
          <SendStep interview={interview} problems={problems} check={check} onStep={go} onRedacted={change} />
        )}
        {failure && (
          <p className="notice-problem" role="alert">
            {failure.reason === 'unreachable'
              ? t('intake:form.notSent')
              : t('intake:form.refused', { code: failure.code })}
          </p>
        )}
        <div className="step-buttons">
          {at > 0 && (
            <button type="button" className="outlined" onClick={() => go(STEPS[at - 1] ?? 'what')}>
              {t('intake:form.back')}
            </button>
          )}
          <button
            type="submit"
            className="primary"
            disabled={busy || (step === 'send' && problems.length > 0)}
          >
            {t(step !== 'send' ? 'intake:form.next' : busy ? 'intake:form.sending' : 'intake:form.send')}
          </button>
        </div>
      </form>
      <DraftNote
        kept={kept}
        onClear={() => {
          clear();
          setLeft(new Set());
          setStep('what');
        }}
      />
      <MyReports newest="" />
    </div>
  );
}

/** What the browser itself knows: it tells at once, our polling tells the rest. */
function useOffline(): boolean {
  const [offline, setOffline] = useState(() => !navigator.onLine);
  useEffect(() => {
    const look = () => setOffline(!navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return offline;
}
