import { createContext, type ReactNode, useContext } from 'react';
import type { Failure } from '../data/requests.ts';
import { useWords } from '../format.ts';
import { type ControlProps, LabelledField } from '../panel/LabelledField.tsx';
import type { FieldFault } from './ruleDraft.ts';

/** What is wrong with the rule that is being written, field by field. */
export const FaultsContext = createContext<readonly FieldFault[]>([]);

/** A labelled control with what the form's faults say of it. */
export function RuleField({
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
      problems={useProblems(field)}
      className="rule-field"
      problemClassName="field-fault"
    >
      {children}
    </LabelledField>
  );
}

/** What is wrong with a field that is no single control. */
export function GroupFault({ field }: { field: string }) {
  const problems = useProblems(field);
  if (problems.length === 0) return null;
  return (
    <p className="field-fault" data-fault={field}>
      {problems.join(' ')}
    </p>
  );
}

function useProblems(field: string): string[] {
  const { t } = useWords();
  const faults = useContext(FaultsContext).filter((fault) => fault.field === field);
  return [
    ...new Set(faults.map(({ problem }) => t([`alerts:fault.${problem}`, 'alerts:fault.not-understood']))),
  ];
}

/** The faults of fields that an answer names; none where it was refused for something else. */
export function faultsOf(failure: Failure | null): FieldFault[] {
  const isOfFields = failure?.code === 'invalid_rule' || failure?.code === 'invalid_input';
  if (!isOfFields || !Array.isArray(failure.details)) return [];
  return (failure.details as FieldFault[]).map(({ field, problem }) => ({
    // A change carries the rule within its body; an index in a ring names no field of ours.
    field: field.replace(/^rule\./, '').replace(/^place\.ring\..*/, 'place.ring'),
    problem: failure.code === 'invalid_rule' ? problem : 'not-understood',
  }));
}
