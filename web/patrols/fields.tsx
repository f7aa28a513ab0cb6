import { createContext, type ReactNode, useContext, useId } from 'react';
import { useWords } from '../format.ts';
import type { Fault } from './draft.ts';

/** What is wrong with the form, field by field. */
export const FaultsContext = createContext<readonly Fault[]>([]);

interface ControlProps {
  id: string;
  'aria-invalid': boolean | undefined;
  'aria-describedby': string | undefined;
}

/** A labelled control with, beside it, what is wrong with it in words. */
export function Field({
  field,
  label,
  hint,
  children,
}: {
  field: string;
  label: string;
  hint?: string;
  children: (control: ControlProps) => ReactNode;
}) {
  const id = useId();
  const faults = useFaults(field);
  const described = [hint ? `${id}-hint` : '', faults.length > 0 ? `${id}-fault` : ''].filter(Boolean);
  return (
    <div className="patrol-field" data-fault={faults.length > 0 ? field : undefined}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-invalid': faults.length > 0 || undefined,
        'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
      })}
      {hint && (
        <small id={`${id}-hint`} className="quiet">
          {hint}
        </small>
      )}
      {faults.length > 0 && (
        <p id={`${id}-fault`} className="patrol-fault">
          {faults.join(' ')}
        </p>
      )}
    </div>
  );
}

/** A field for a number with its unit behind it. */
export function NumberField({
  field,
  label,
  unit,
  hint,
  value,
  onChange,
}: {
  field: string;
  label: string;
  unit?: string;
  hint?: string;
  value: string;
  onChange: (text: string) => void;
}) {
  return (
    <Field field={field} label={label} {...(hint ? { hint } : {})}>
      {(control) => (
        <span className="patrol-number">
          <input
            {...control}
            inputMode="decimal"
            autoComplete="off"
            value={value}
            onChange={({ target }) => onChange(target.value)}
          />
          {unit && <span aria-hidden="true">{unit}</span>}
        </span>
      )}
    </Field>
  );
}

/** What is wrong with a group of controls. */
export function GroupFault({ field }: { field: string }) {
  const faults = useFaults(field);
  if (faults.length === 0) return null;
  return (
    <p className="patrol-fault" role="alert" data-fault={field}>
      {faults.join(' ')}
    </p>
  );
}

function useFaults(field: string): string[] {
  const { t } = useWords();
  const own = useContext(FaultsContext).filter((fault) => fault.field === field);
  return [...new Set(own.map(({ problem, values }) => t(`patrols:fault.${problem}`, { ...values })))];
}
