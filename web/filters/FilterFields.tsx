import { useId } from 'react';
import {
  CRIMES,
  INCIDENT_KINDS,
  isPredatory,
  PERPETRATORS,
  PREDATORY_CRIMES,
  TRANSACTIONAL_CRIMES,
} from '../../domain/taxonomy.ts';
import { useWords } from '../format.ts';
import { useSession } from '../session.ts';
import type { FilterAccess } from './useFilter.ts';

/** The fields of the filter, used by the bar's menus and by the phone's sheet. Each applies at once. */

export function KindField({ filter, set }: FilterAccess) {
  const { t } = useWords();
  const name = useId();
  return (
    <fieldset className="segmented">
      <legend className="hidden">{t('filter.kind.legend')}</legend>
      {([undefined, ...INCIDENT_KINDS] as const).map((kind) => (
        <label key={kind ?? 'all'}>
          <input type="radio" name={name} checked={filter.kind === kind} onChange={() => set({ kind })} />
          <span>{t(`filter.kind.${kind ?? 'all'}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function CrimeField({ filter, set }: FilterAccess) {
  const { t } = useWords();
  const { may } = useSession();
  const groups = [
    { name: 'filter.predatory', crimes: PREDATORY_CRIMES },
    { name: 'filter.transactional', crimes: TRANSACTIONAL_CRIMES },
  ] as const;
  const open = groups.filter(({ crimes }) => crimes === PREDATORY_CRIMES || may('consented.read'));
  return open.map(({ name, crimes }) => (
    <Choices
      key={name}
      legend={t(name)}
      words={crimes}
      chosen={(filter.crime ?? []).filter((crime) => isPredatory(crime) === (crimes === PREDATORY_CRIMES))}
      text={(crime) => t(`taxonomy:crime.${crime}`)}
      onChange={(chosen) => {
        const others = (filter.crime ?? []).filter((crime) => !(crimes as readonly string[]).includes(crime));
        set({
          crime: CRIMES.filter((crime) => others.includes(crime) || (chosen as string[]).includes(crime)),
        });
      }}
    />
  ));
}

export function PerpetratorField({ filter, set }: FilterAccess) {
  const { t } = useWords();
  const { may } = useSession();
  return (
    <Choices
      legend={t('filter.perpetratorLegend')}
      words={PERPETRATORS.filter((word) => word !== 'official' || may('officials.read'))}
      chosen={filter.perpetrator ?? []}
      text={(perpetrator) => t(`taxonomy:perpetrator.${perpetrator}`)}
      onChange={(perpetrator) => set({ perpetrator })}
    />
  );
}

/** From, to and the as-of day; an emptied field takes its limit away. */
export function PeriodField({
  filter,
  set,
  limits,
}: FilterAccess & { limits: { first: string | null; asOf: string | null } }) {
  const { t, date } = useWords();
  const id = useId();
  const days = [
    { name: 'from', value: filter.from, max: filter.to ?? filter.asOf },
    { name: 'to', value: filter.to, max: filter.asOf },
    { name: 'asOf', value: filter.asOf, max: undefined },
  ] as const;
  return (
    <div className="dates">
      {days.map(({ name, value, max }) => (
        <p key={name}>
          <label htmlFor={`${id}-${name}`}>{t(`filter.${name}`)}</label>
          <input
            id={`${id}-${name}`}
            type="date"
            value={value ?? ''}
            min={limits.first ?? undefined}
            max={max}
            onChange={(event) => {
              const day = event.target.value;
              // While a year is typed, a date field offers years like 0002.
              if (day >= '1900') set({ [name]: day });
              else if (day === '') set({ [name]: name === 'asOf' ? (limits.asOf ?? undefined) : undefined });
            }}
          />
        </p>
      ))}
      {limits.asOf && <p className="quiet">{t('filter.asOfNote', { date: date(limits.asOf) })}</p>}
    </div>
  );
}

interface ChoicesProps<T extends string> {
  legend: string;
  words: readonly T[];
  chosen: readonly T[];
  text: (word: T) => string;
  onChange: (chosen: T[]) => void;
}

function Choices<T extends string>({ legend, words, chosen, text, onChange }: ChoicesProps<T>) {
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {words.map((word) => (
        <label key={word}>
          <input
            type="checkbox"
            checked={chosen.includes(word)}
            onChange={(event) =>
              onChange(
                words.filter((other) => (other === word ? event.target.checked : chosen.includes(other))),
              )
            }
          />
          <span className="sentence">{text(word)}</span>
        </label>
      ))}
    </fieldset>
  );
}
