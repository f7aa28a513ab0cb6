import { PERPETRATORS, PREDATORY_CRIMES } from '../../domain/taxonomy.ts';
import { useWords } from '../format.ts';
import { useSession } from '../session.ts';
import { GroupFault } from './RuleField.tsx';
import type { DraftProps } from './RuleForm.tsx';

/** Which crimes and alleged perpetrators; only predatory crimes can be asked for, accusations of officials only with oversight. */
export function WhatFields({ draft, onChange }: DraftProps) {
  const { t } = useWords();
  const { may } = useSession();
  const perpetrators = PERPETRATORS.filter((word) => word !== 'official' || may('officials.read'));
  return (
    <fieldset className="rule-section">
      <legend>{t('alerts:rule.whatTitle')}</legend>
      <Checks
        field="crimes"
        legend={t('alerts:rule.crimes')}
        vocabulary={PREDATORY_CRIMES}
        chosen={draft.crimes}
        nameOf={(word) => t(`taxonomy:crime.${word}`)}
        onChange={(crimes) => onChange({ crimes })}
      />
      <Checks
        field="perpetrators"
        legend={t('alerts:rule.perpetrators')}
        vocabulary={perpetrators}
        chosen={draft.perpetrators}
        nameOf={(word) => t(`taxonomy:perpetrator.${word}`)}
        onChange={(chosen) => onChange({ perpetrators: chosen })}
      />
      <p className="quiet">{t('alerts:rule.onlyPredatory')}</p>
    </fieldset>
  );
}

function Checks<T extends string>({
  field,
  legend,
  vocabulary,
  chosen,
  nameOf,
  onChange,
}: {
  field: string;
  legend: string;
  vocabulary: readonly T[];
  chosen: readonly T[];
  nameOf: (word: T) => string;
  onChange: (chosen: T[]) => void;
}) {
  return (
    <fieldset className="checks checks-wide">
      <legend>{legend}</legend>
      {vocabulary.map((word) => (
        <label key={word}>
          <input
            type="checkbox"
            checked={chosen.includes(word)}
            onChange={() => onChange(vocabulary.filter((one) => (one === word) !== chosen.includes(one)))}
          />
          {nameOf(word)}
        </label>
      ))}
      <GroupFault field={field} />
    </fieldset>
  );
}
