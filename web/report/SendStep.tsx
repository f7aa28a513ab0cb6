import type { ReportCheck } from '../../api/contract-reports.ts';
import { type InterviewProblem, STEPS, type Step } from '../../domain/interview/check.ts';
import { type Interview, totalOf } from '../../domain/interview/interview.ts';
import { useWords, type Words } from '../format.ts';

interface Props {
  interview: Interview;
  /** What is still missing, by our own check. */
  problems: readonly InterviewProblem[];
  /** The server's look at it, null while it is under way or out of reach. */
  check: ReportCheck | null;
  onStep: (step: Step) => void;
  /** Takes the redacted texts over into the answers. */
  onRedacted: (texts: Partial<Interview>) => void;
}

/** All answers once more, what will be taken out, and what is missing. */
export function SendStep({ interview, problems, check, onStep, onRedacted }: Props) {
  const words = useWords();
  const { t } = words;
  const redacted = check?.redacted ?? [];
  return (
    <>
      {problems.length > 0 && (
        <div className="notice-problem" role="alert">
          <p>{t('intake:form.problemsTitle')}</p>
          <ul>
            {problems.map(({ step, field, reason }) => (
              <li key={field + reason}>
                <button type="button" className="link" onClick={() => onStep(step)}>
                  {t(`intake:form.step.${step}`)}: {t(`intake:form.problem.${reason}`)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {redacted.length > 0 && (
        <section className="notice-redacted" aria-labelledby="redacted-title">
          <h4 id="redacted-title">{t('intake:form.redactedTitle')}</h4>
          {redacted.map(({ field, text, found }) => (
            <div key={field}>
              <p>{t('intake:form.redactedText', { kinds: kindsOf(found, words) })}</p>
              <p>
                <q>{text}</q>
              </p>
            </div>
          ))}
          <button
            type="button"
            className="outlined"
            onClick={() => onRedacted(Object.fromEntries(redacted.map(({ field, text }) => [field, text])))}
          >
            {t('intake:form.useRedacted')}
          </button>
        </section>
      )}
      {check && redacted.length === 0 && <p className="quiet">{t('intake:form.nothingRedacted')}</p>}
      <h4>{t('intake:form.answers')}</h4>
      <dl className="answers">
        {STEPS.filter((step) => step !== 'send').map((step) => (
          <div key={step}>
            <dt>{t(`intake:form.step.${step}`)}</dt>
            <dd>
              {answersOf(step, interview, words) || <span className="quiet">{t('intake:form.empty')}</span>}
            </dd>
            <dd>
              <button type="button" className="link" onClick={() => onStep(step)}>
                {t('intake:form.change')}
                <span className="hidden"> {t(`intake:form.step.${step}`)}</span>
              </button>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Kinds of personal data as words: "a name, a telephone number". */
export function kindsOf(found: readonly string[], { t }: Pick<Words, 't'>): string {
  return [...new Set(found)].map((kind) => t(`intake:form.kind.${kind}`)).join(', ');
}

function answersOf(step: Exclude<Step, 'send'>, told: Interview, words: Words): string {
  const { t, number, date } = words;
  const list = (parts: readonly (string | false)[]) =>
    parts.filter((part) => part !== false && part !== '').join('; ');
  switch (step) {
    case 'what':
      return list(told.crimes.map((crime) => t(`taxonomy:crime.${crime}`)));
    case 'where':
      return list([
        told.placeText,
        told.placeType !== 'unknown' && t(`taxonomy:placeType.${told.placeType}`),
      ]);
    case 'when': {
      const precision = (['year', 'month', 'day'] as const)[told.date.split('-').length - 1];
      return list([
        told.date !== '' && date(`${told.date}-01-01`.slice(0, 10), precision),
        told.dayPart !== '' && t(`intake:dayPart.${told.dayPart}`),
      ]);
    }
    case 'who':
      return list([...told.perpetrators.map((who) => t(`taxonomy:perpetrator.${who}`)), told.organisation]);
    case 'victims': {
      const total = totalOf(told);
      const countries = told.countries.map((code) => t(`intake:form.country.${code}`));
      return list([
        total !== null && number(total),
        ...countries,
        told.otherCountries,
        ...told.leavingReasons.map((code) => t(`intake:leaving.${code}`)),
        ...told.vulnerabilities.map((code) => t(`intake:vulnerability.${code}`)),
      ]);
    }
    case 'account':
      return list([told.summary, ...told.responses.map((code) => t(`intake:response.${code}`))]);
    case 'sharing':
      return list([
        told.consent && t('intake:form.consent'),
        ...told.withheld.map((code) => `${t('intake:form.withheld')} ${t(`intake:withheld.${code}`)}`),
      ]);
  }
}
