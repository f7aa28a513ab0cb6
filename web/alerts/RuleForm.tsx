import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { RuleRow } from '../../api/contract-alerts.ts';
import { SEVERITIES } from '../../domain/alerts/rule.ts';
import { useSend } from '../agencies/parts.tsx';
import { postJson, putJson } from '../data/requests.ts';
import { useWords } from '../format.ts';
import { AlertRefusal } from './AlertRefusal.tsx';
import { ConditionFields } from './ConditionFields.tsx';
import { EvidenceFields } from './EvidenceFields.tsx';
import { PlaceFields } from './PlaceFields.tsx';
import { PreviewResult } from './PreviewResult.tsx';
import { FaultsContext, faultsOf, RuleField } from './RuleField.tsx';
import { draftOf, type FieldFault, judgedKey, NEW_DRAFT, type RuleDraft, ruleOf } from './ruleDraft.ts';
import { TimeFields } from './TimeFields.tsx';
import { usePreview } from './usePreview.ts';
import { WhatFields } from './WhatFields.tsx';

export interface DraftProps {
  draft: RuleDraft;
  onChange: (patch: Partial<RuleDraft>) => void;
}

/**
 * A rule as a form. It is tried on the last two years first; only what was tried can be saved, so that nobody sets
 * a rule blind.
 *
 * @param props.rule the rule to change; null: a new one
 */
export function RuleForm({
  rule,
  onDone,
  onBack,
}: {
  rule: RuleRow | null;
  onDone: () => void;
  onBack: () => void;
}) {
  const { t } = useWords();
  const [draft, setDraft] = useState(() => (rule ? draftOf(rule.definition) : NEW_DRAFT));
  const [own, setOwn] = useState<readonly FieldFault[]>([]);
  const preview = usePreview();
  const { send, failure: saveFailure, sending } = useSend(onDone);
  const heading = useRef<HTMLHeadingElement>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);

  const faults = [...own, ...faultsOf(preview.failure), ...faultsOf(saveFailure)];
  const count = faults.length;
  useEffect(() => {
    if (count === 0) return;
    const first = form.current?.querySelector('[data-fault]');
    first?.querySelector<HTMLElement>('input, select, textarea')?.focus();
    first?.scrollIntoView({ block: 'center' });
  }, [count]);

  const change = (patch: Partial<RuleDraft>) => {
    setDraft((before) => ({ ...before, ...patch }));
    setOwn([]);
  };
  const written = () => {
    const read = ruleOf(draft);
    setOwn(read.ok ? [] : read.faults);
    return read.ok ? read.rule : null;
  };
  const read = ruleOf(draft);
  const found = preview.found;
  const isTried = found !== null && read.ok && found.key === judgedKey(read.rule);
  const tryIt = (event: FormEvent) => {
    event.preventDefault();
    const body = written();
    if (body) preview.run(body);
  };
  const save = () => {
    const body = written();
    if (!body) return;
    void send(() =>
      rule === null
        ? postJson('/api/alert-rules', body)
        : putJson(`/api/alert-rules/${rule.ruleId}`, { version: rule.version, rule: body }),
    );
  };
  const otherFailure =
    preview.failure && faultsOf(preview.failure).length === 0
      ? preview.failure
      : saveFailure && faultsOf(saveFailure).length === 0
        ? saveFailure
        : null;

  return (
    <section className="rule-form">
      <button type="button" className="back" onClick={onBack}>
        ← {t('alerts:rule.back')}
      </button>
      <h3 ref={heading} tabIndex={-1}>
        {t(rule === null ? 'alerts:rule.new' : 'alerts:rule.changing', { name: draft.name })}
      </h3>
      <FaultsContext value={faults}>
        <form ref={form} noValidate onSubmit={tryIt}>
          <div className="rule-fields">
            <RuleField field="name" label={t('alerts:rule.name')}>
              {(control) => (
                <input
                  {...control}
                  maxLength={120}
                  value={draft.name}
                  onChange={({ target }) => change({ name: target.value })}
                />
              )}
            </RuleField>
            <RuleField
              field="severity"
              label={t('alerts:rule.severity')}
              hint={t(`alerts:rule.severityNote.${draft.severity}`)}
            >
              {(control) => (
                <select
                  {...control}
                  value={draft.severity}
                  onChange={({ target }) =>
                    change({ severity: SEVERITIES.find((word) => word === target.value) ?? draft.severity })
                  }
                >
                  {SEVERITIES.map((word) => (
                    <option key={word} value={word}>
                      {t(`alerts:severity.${word}`)}
                    </option>
                  ))}
                </select>
              )}
            </RuleField>
          </div>
          <ConditionFields draft={draft} onChange={change} />
          <PlaceFields draft={draft} onChange={change} />
          <WhatFields draft={draft} onChange={change} />
          <EvidenceFields draft={draft} onChange={change} />
          <TimeFields draft={draft} onChange={change} />
          <div className="form-actions">
            <button type="submit" className={isTried ? 'secondary' : 'primary'} disabled={preview.isRunning}>
              {t('alerts:rule.try')}
            </button>
          </div>
          {count > 0 && (
            <p className="form-error" role="alert">
              {t('alerts:rule.faulty')}
            </p>
          )}
          <AlertRefusal failure={otherFailure} />
        </form>
      </FaultsContext>
      <PreviewResult preview={preview} isCurrent={isTried} />
      {isTried ? (
        <div className="form-actions">
          <button type="button" className="primary" disabled={sending} onClick={save}>
            {t(rule === null ? 'alerts:rule.save' : 'alerts:rule.saveChange')}
          </button>
        </div>
      ) : (
        <p className="quiet">{t('alerts:rule.tryFirst')}</p>
      )}
    </section>
  );
}
