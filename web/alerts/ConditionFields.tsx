import { WATCHED_PATTERNS } from '../../domain/alerts/rule.ts';
import { CELL_AREA_KM2 } from '../../domain/hexagons.ts';
import { useWords } from '../format.ts';
import { GroupFault, RuleField } from './RuleField.tsx';
import type { DraftProps } from './RuleForm.tsx';
import { CONDITION_KINDS, NUMBERS_OF } from './ruleDraft.ts';

const WATCHED_RESOLUTIONS = [3, 4, 5] as const;

/** When the rule fires, and under what it clears again. */
export function ConditionFields({ draft, onChange }: DraftProps) {
  const { t, number } = useWords();
  const { conditionKind, numbers, patterns, resolution } = draft;
  const chooseKind = (kind: string) => {
    const chosen = CONDITION_KINDS.find((word) => word === kind);
    if (!chosen) return;
    const findsPlaces = chosen === 'hotspot' || chosen === 'scan';
    onChange({ conditionKind: chosen, ...(findsPlaces ? { split: 'whole' } : {}) });
  };
  return (
    <fieldset className="rule-section">
      <legend>{t('alerts:rule.condition')}</legend>
      <div className="rule-fields">
        <RuleField
          field="condition.kind"
          label={t('alerts:rule.conditionKind')}
          hint={t(`alerts:rule.conditionNote.${conditionKind}`)}
        >
          {(control) => (
            <select {...control} value={conditionKind} onChange={({ target }) => chooseKind(target.value)}>
              {CONDITION_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`alerts:rule.conditionOf.${kind}`)}
                </option>
              ))}
            </select>
          )}
        </RuleField>
        {NUMBERS_OF[conditionKind].map((name) => (
          <RuleField key={name} field={`condition.${name}`} label={t(`alerts:rule.number.${name}`)}>
            {(control) => (
              <input
                {...control}
                inputMode="decimal"
                value={numbers[name]}
                onChange={({ target }) => onChange({ numbers: { ...numbers, [name]: target.value } })}
              />
            )}
          </RuleField>
        ))}
        {conditionKind === 'hotspot' && (
          <RuleField field="condition.resolution" label={t('alerts:rule.hexagons')}>
            {(control) => (
              <select
                {...control}
                value={resolution}
                onChange={({ target }) =>
                  onChange({
                    resolution:
                      WATCHED_RESOLUTIONS.find((step) => String(step) === target.value) ?? resolution,
                  })
                }
              >
                {WATCHED_RESOLUTIONS.map((step) => (
                  <option key={step} value={step}>
                    {t('alerts:rule.hexagonOf', { area: number(CELL_AREA_KM2[step]) })}
                  </option>
                ))}
              </select>
            )}
          </RuleField>
        )}
      </div>
      {conditionKind === 'hotspot' && (
        <fieldset className="checks">
          <legend>{t('alerts:rule.patterns')}</legend>
          {WATCHED_PATTERNS.map((word) => (
            <label key={word}>
              <input
                type="checkbox"
                checked={patterns.includes(word)}
                onChange={() =>
                  onChange({
                    patterns: WATCHED_PATTERNS.filter((one) => (one === word) !== patterns.includes(one)),
                  })
                }
              />
              {t(`alerts:rule.pattern.${word}`)}
            </label>
          ))}
          <GroupFault field="condition.patterns" />
        </fieldset>
      )}
    </fieldset>
  );
}
