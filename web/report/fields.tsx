import { type ReactNode, useId } from 'react';
import type { InterviewField, InterviewProblem } from '../../domain/interview/check.ts';
import type { Interview } from '../../domain/interview/interview.ts';
import { useWords } from '../format.ts';

/** What every step is given. */
export interface StepProps {
  interview: Interview;
  change: (answers: Partial<Interview>) => void;
  /** Problems of this step that are to be shown. */
  problems: readonly InterviewProblem[];
}

/** The first thing wrong with a field, in words, with the id that its input names. */
export function FieldProblem({
  id,
  field,
  problems,
}: {
  id: string;
  field: InterviewField;
  problems: readonly InterviewProblem[];
}) {
  const { t } = useWords();
  const problem = problems.find((one) => one.field === field);
  return problem ? (
    <p id={id} className="field-problem" role="alert">
      {t(`intake:form.problem.${problem.reason}`)}
    </p>
  ) : null;
}

interface ChoicesProps<T extends string> {
  legend: string;
  hint?: string;
  options: readonly T[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
  label: (option: T) => string;
  /** A definition beneath the label. */
  means?: (option: T) => string;
  /** Question for the principal one, where the order matters. */
  principal?: { legend: string; hint?: string };
  children?: ReactNode;
}

/** Several of a vocabulary; the principal one is asked for once there are two. */
export function Choices<T extends string>({
  legend,
  hint,
  options,
  chosen,
  onChange,
  label,
  means,
  principal,
  children,
}: ChoicesProps<T>) {
  const name = useId();
  const toggle = (option: T) =>
    onChange(chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option]);
  return (
    <>
      <fieldset className="ask" aria-describedby={hint ? `${name}-hint` : undefined}>
        <legend>{legend}</legend>
        {hint && (
          <p id={`${name}-hint`} className="quiet">
            {hint}
          </p>
        )}
        {children}
        {options.map((option) => (
          <label key={option} className="choice">
            <input type="checkbox" checked={chosen.includes(option)} onChange={() => toggle(option)} />
            <span>
              <span className="sentence">{label(option)}</span>
              {means && <small>{means(option)}</small>}
            </span>
          </label>
        ))}
      </fieldset>
      {principal && chosen.length > 1 && (
        <fieldset className="ask">
          <legend>{principal.legend}</legend>
          {principal.hint && <p className="quiet">{principal.hint}</p>}
          {options
            .filter((option) => chosen.includes(option))
            .map((option) => (
              <label key={option} className="choice">
                <input
                  type="radio"
                  name={name}
                  checked={chosen[0] === option}
                  onChange={() => onChange([option, ...chosen.filter((one) => one !== option)])}
                />
                <span className="sentence">{label(option)}</span>
              </label>
            ))}
        </fieldset>
      )}
    </>
  );
}

/** A choice of one, as a list that every phone knows. */
export function Select({
  label,
  value,
  onChange,
  children,
  invalid,
  describedBy,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
  invalid?: boolean;
  describedBy?: string;
}) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.value)}
      >
        {children}
      </select>
    </p>
  );
}
