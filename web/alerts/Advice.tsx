import { useState } from 'react';
import type { AlertDetail } from '../../api/contract-alerts.ts';
import { useWords } from '../format.ts';
import { remember, remembered } from '../remembered.ts';

export const RECIPIENT_KINDS = [
  'shelter',
  'unit',
  'consulate',
] as const satisfies readonly (keyof AlertDetail['advice'])[];
export type RecipientKind = (typeof RECIPIENT_KINDS)[number];

const REMEMBERED = 'recipientKind';

/** What to do, by who reads it; this browser remembers who that is. */
export function Advice({ advice }: Pick<AlertDetail, 'advice'>) {
  const { t } = useWords();
  const [kind, setKind] = useState<RecipientKind>(
    () => RECIPIENT_KINDS.find((word) => word === remembered(REMEMBERED)) ?? 'shelter',
  );
  const choose = (next: RecipientKind) => {
    remember(REMEMBERED, next);
    setKind(next);
  };
  const text = advice[kind] ?? t(`alerts:advice.${kind}`);
  return (
    <section>
      <h4>{t('alerts:page.whatToDo')}</h4>
      <fieldset className="segmented" aria-label={t('alerts:page.recipientKind')}>
        {RECIPIENT_KINDS.map((word) => (
          <label key={word}>
            <input type="radio" name="recipient-kind" checked={word === kind} onChange={() => choose(word)} />
            <span>{t(`alerts:page.recipient.${word}`)}</span>
          </label>
        ))}
      </fieldset>
      <AdviceText text={text} />
    </section>
  );
}

/** Lines of an advice as a list: one step a line. */
export function AdviceText({ text }: { text: string }) {
  const steps = text.split('\n').filter((line) => line.trim() !== '');
  return (
    <ol className="advice">
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}
