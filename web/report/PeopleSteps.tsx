import { useId } from 'react';
import { LEAVING_REASONS, VULNERABILITIES } from '../../domain/circumstances.ts';
import { COUNTRIES_OF_ORIGIN, VICTIM_COUNTS, type VictimCount } from '../../domain/interview/interview.ts';
import { RESPONSES, WITHHELD } from '../../domain/sharing.ts';
import { HOW_KNOWN, type HowKnown } from '../../domain/taxonomy.ts';
import { useWords } from '../format.ts';
import { Choices, FieldProblem, Select, type StepProps } from './fields.tsx';

/** How many people, by sex and age group, and from where. */
export function VictimsStep({ interview, change, problems }: StepProps) {
  const { t } = useWords();
  const id = useId();
  const set = (name: VictimCount, text: string) => {
    // What is no number is kept as such, so that it is told and not lost.
    const count = text.trim() === '' ? null : Number(text);
    change({ counts: { ...interview.counts, [name]: count } });
  };
  return (
    <>
      <fieldset className="ask">
        <legend>{t('intake:form.counts')}</legend>
        <div className="count-parts">
          {VICTIM_COUNTS.map((name) => (
            <div key={name} className="field">
              <label htmlFor={`${id}-${name}`}>{t(`intake:form.count.${name}`)}</label>
              <input
                id={`${id}-${name}`}
                type="number"
                inputMode="numeric"
                min={0}
                step={1}
                value={interview.counts[name] ?? ''}
                aria-invalid={problems.some(({ field }) => field === name) || undefined}
                aria-describedby={`${id}-${name}-problem`}
                onChange={(event) => set(name, event.target.value)}
              />
              <FieldProblem id={`${id}-${name}-problem`} field={name} problems={problems} />
            </div>
          ))}
        </div>
      </fieldset>
      <Choices
        legend={t('intake:form.countries')}
        options={COUNTRIES_OF_ORIGIN}
        chosen={interview.countries}
        onChange={(countries) => change({ countries })}
        label={(code) => t(`intake:form.country.${code}`)}
      />
      <p className="field">
        <label htmlFor={`${id}-other`}>{t('intake:form.otherCountries')}</label>
        <input
          id={`${id}-other`}
          type="text"
          autoComplete="off"
          value={interview.otherCountries}
          onChange={(event) => change({ otherCountries: event.target.value })}
        />
      </p>
      <FieldProblem id={`${id}-other-problem`} field="otherCountries" problems={problems} />
      <Choices
        legend={t('intake:form.leaving')}
        hint={t('intake:form.nationalOnly')}
        options={LEAVING_REASONS}
        chosen={interview.leavingReasons}
        onChange={(leavingReasons) => change({ leavingReasons })}
        label={(code) => t(`intake:leaving.${code}`)}
      />
      <Choices
        legend={t('intake:form.vulnerabilities')}
        hint={t('intake:form.nationalOnly')}
        options={VULNERABILITIES}
        chosen={interview.vulnerabilities}
        onChange={(vulnerabilities) => change({ vulnerabilities })}
        label={(code) => t(`intake:vulnerability.${code}`)}
      />
    </>
  );
}

/** In words, how it became known, and what was done. */
export function AccountStep({ interview, change, problems }: StepProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <>
      <p className="field">
        <label htmlFor={id}>{t('intake:form.summary')}</label>
        <small className="quiet" id={`${id}-hint`}>
          {t('intake:form.neverNames')}
        </small>
        <textarea
          id={id}
          rows={7}
          value={interview.summary}
          aria-describedby={`${id}-hint`}
          onChange={(event) => change({ summary: event.target.value })}
        />
      </p>
      <FieldProblem id={`${id}-problem`} field="summary" problems={problems} />
      <Select
        label={t('intake:form.howKnown')}
        value={interview.howKnown}
        onChange={(howKnown) => change({ howKnown: howKnown as HowKnown })}
      >
        {HOW_KNOWN.map((code) => (
          <option key={code} value={code}>
            {t(`taxonomy:howKnown.${code}`)}
          </option>
        ))}
      </Select>
      <Choices
        legend={t('intake:form.responses')}
        options={RESPONSES}
        chosen={interview.responses}
        onChange={(responses) => change({ responses })}
        label={(code) => t(`intake:response.${code}`)}
      />
    </>
  );
}

/** Consent of the person asked, and what must not be shown. */
export function SharingStep({ interview, change, problems }: StepProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <>
      <fieldset className="ask">
        <legend>{t('intake:form.consentTitle')}</legend>
        <p>{t('intake:form.consentText')}</p>
        <FieldProblem id={id} field="consent" problems={problems} />
        <label className="choice">
          <input
            type="checkbox"
            checked={interview.consent}
            aria-describedby={id}
            onChange={(event) => change({ consent: event.target.checked })}
          />
          <span>{t('intake:form.consent')}</span>
        </label>
        <p className="quiet">{t('intake:form.noConsent')}</p>
      </fieldset>
      <Choices
        legend={t('intake:form.withheld')}
        hint={t('intake:form.withheldHint')}
        options={WITHHELD}
        chosen={interview.withheld}
        onChange={(withheld) => change({ withheld })}
        label={(code) => t(`intake:withheld.${code}`)}
      />
    </>
  );
}
