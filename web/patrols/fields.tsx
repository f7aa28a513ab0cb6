import { createContext, type ReactNode, useContext } from 'react';
import { useWords } from '../format.ts';
import { type ControlProps, LabelledField } from '../panel/LabelledField.tsx';
import type { Fault } from './draft.ts';

/** What is wrong with the form, field by field. */
export const FaultsContext = createContext<readonly Fault[]>([]);

/** A labelled control with what the form's faults say of it. */
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
  return (
    <LabelledField
      field={field}
      label={label}
      hint={hint}
      problems={useFaults(field)}
      className="patrol-field"
      problemClassName="patrol-fault"
    >
      {children}
    </LabelledField>
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
