import { type ReactNode, useId } from 'react';

/** What goes onto the control of a field. */
export interface ControlProps {
  id: string;
  'aria-invalid': boolean | undefined;
  'aria-describedby': string | undefined;
}

/** A labelled control with, beside it, what is wrong with it in words. */
export function LabelledField({
  field,
  label,
  hint,
  problems,
  className,
  problemClassName,
  children,
}: {
  /** Its name in an answer that refuses it. */
  field: string;
  label: string;
  hint?: string | undefined;
  problems: readonly string[];
  className: string;
  problemClassName: string;
  children: (control: ControlProps) => ReactNode;
}) {
  const id = useId();
  const isWrong = problems.length > 0;
  const described = [hint ? `${id}-hint` : '', isWrong ? `${id}-fault` : ''].filter(Boolean);
  return (
    <div className={className} data-fault={isWrong ? field : undefined}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-invalid': isWrong || undefined,
        'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
      })}
      {hint && (
        <small id={`${id}-hint`} className="quiet">
          {hint}
        </small>
      )}
      {isWrong && (
        <p id={`${id}-fault`} className={problemClassName}>
          {problems.join(' ')}
        </p>
      )}
    </div>
  );
}
