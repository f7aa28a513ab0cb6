import { useWords } from '../format.ts';
import { RuleField } from './RuleField.tsx';
import type { DraftProps } from './RuleForm.tsx';

/** Evidence without which nothing fires, and how long things must last. */
export function EvidenceFields({ draft, onChange }: DraftProps) {
  const { t } = useWords();
  const fields = [
    ['minimum.sources', 'sources'],
    ['minimum.radiusM', 'radiusKm'],
    ['holdHours', 'holdHours'],
    ['clearHours', 'clearHours'],
  ] as const;
  return (
    <fieldset className="rule-section">
      <legend>{t('alerts:rule.evidence')}</legend>
      <div className="rule-fields">
        {fields.map(([field, name]) => (
          <RuleField key={name} field={field} label={t(`alerts:rule.${name}`)}>
            {(control) => (
              <input
                {...control}
                inputMode="decimal"
                value={draft[name]}
                onChange={({ target }) => onChange({ [name]: target.value })}
              />
            )}
          </RuleField>
        ))}
      </div>
    </fieldset>
  );
}
