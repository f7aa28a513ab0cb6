import type { ReactNode } from 'react';
import type { SubscriptionBody } from '../../api/contract-messages.ts';
import { useWords } from '../format.ts';

/** What the server says of a field, and whether it says anything else. */
export type Problem = ((field: string) => string | undefined) & { isOther: boolean };

/** A part of the form. */
export interface PartProps {
  body: SubscriptionBody;
  problem: Problem;
  onChange: (part: Partial<SubscriptionBody>) => void;
}

/** A labelled control with what is wrong with it. */
export function Field({
  label,
  problem,
  children,
}: {
  label: string;
  problem?: string;
  children: ReactNode;
}) {
  const { t } = useWords();
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label>
      {label}
      {children}
      {problem && (
        <span className="form-error" role="alert">
          {t([`messages:problem.${problem}`, 'messages:problem.other'])}
        </span>
      )}
    </label>
  );
}

/** A choice that is on or off. */
export function Check({ label, isOn, onToggle }: { label: string; isOn: boolean; onToggle: () => void }) {
  return (
    <label>
      <input type="checkbox" checked={isOn} onChange={onToggle} />
      <span>{label}</span>
    </label>
  );
}

/** The list with one more, or without it. */
export function toggled<T>(all: readonly T[], one: T): T[] {
  return all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
}
