import { useWords } from '../format.ts';
import { GroupFault, RuleField } from './RuleField.tsx';
import type { DraftProps } from './RuleForm.tsx';

/** When messages wait, when somebody else is told, and when the rule ends. */
export function TimeFields({ draft, onChange }: DraftProps) {
  const { t } = useWords();
  const isEscalated = draft.severity === 'critical' || draft.escalateMinutes !== '';
  return (
    <fieldset className="rule-section">
      <legend>{t('alerts:rule.times')}</legend>
      <div className="rule-fields">
        <RuleField field="quietHours" label={t('alerts:rule.quietFrom')} hint={t('alerts:rule.quietNote')}>
          {(control) => (
            <input
              {...control}
              type="time"
              value={draft.quietFrom}
              onChange={({ target }) => onChange({ quietFrom: target.value })}
            />
          )}
        </RuleField>
        <RuleField field="quietHours.to" label={t('alerts:rule.quietTo')}>
          {(control) => (
            <input
              {...control}
              type="time"
              value={draft.quietTo}
              onChange={({ target }) => onChange({ quietTo: target.value })}
            />
          )}
        </RuleField>
        {isEscalated && (
          <RuleField
            field="escalateMinutes"
            label={t('alerts:rule.escalateMinutes')}
            hint={t('alerts:rule.escalateNote')}
          >
            {(control) => (
              <input
                {...control}
                inputMode="numeric"
                value={draft.escalateMinutes}
                onChange={({ target }) => onChange({ escalateMinutes: target.value })}
              />
            )}
          </RuleField>
        )}
        <RuleField field="expiresOn" label={t('alerts:rule.expiresOn')} hint={t('alerts:rule.expiresNote')}>
          {(control) => (
            <input
              {...control}
              type="date"
              value={draft.expiresOn}
              onChange={({ target }) => onChange({ expiresOn: target.value })}
            />
          )}
        </RuleField>
      </div>
      <GroupFault field="quietHours.from" />
    </fieldset>
  );
}
