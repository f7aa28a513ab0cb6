import { useId } from 'react';
import { DAY_PARTS, type DayPart } from '../../domain/circumstances.ts';
import { FIRST_YEAR } from '../../domain/interview/check.ts';
import { STATES } from '../../domain/states.ts';
import { CRIMES, PERPETRATORS, PLACE_TYPES, type PlaceType } from '../../domain/taxonomy.ts';
import { useWords } from '../format.ts';
import { GeocodedText } from '../geocoding/GeocodedText.tsx';
import { Choices, FieldProblem, Select, type StepProps } from './fields.tsx';

/** Which crimes. */
export function WhatStep({ interview, change, problems }: StepProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <Choices
      legend={t('intake:form.crimes')}
      options={CRIMES}
      chosen={interview.crimes}
      onChange={(crimes) => change({ crimes })}
      label={(crime) => t(`taxonomy:crime.${crime}`)}
      means={(crime) => t(`intake:crimeMeans.${crime}`)}
      principal={{ legend: t('intake:form.principalCrime'), hint: t('intake:form.principalHint') }}
    >
      <FieldProblem id={id} field="crimes" problems={problems} />
    </Choices>
  );
}

/** Where: a text, with what the geocoder takes it for, and what is told apart from it. */
export function WhereStep({ interview, change, problems, offline }: StepProps & { offline: boolean }) {
  const { t } = useWords();
  const id = useId();
  const { placeText, stateCode, point, placeType } = interview;
  return (
    <>
      <p className="quiet">{t('intake:form.placeHint')}</p>
      <FieldProblem id={id} field="placeText" problems={problems} />
      {offline && <p className="quiet">{t('intake:form.offlinePlace')}</p>}
      <GeocodedText
        label={t('intake:form.place')}
        value={placeText}
        // A picked place belongs to the text it was picked for.
        onChange={(text) => change({ placeText: text, point: null })}
        stateCode={stateCode}
        onRail={placeType === 'train' || placeType === 'train_tracks'}
        onCandidate={({ lon, lat, stateCode: state }) => change({ point: { lon, lat }, stateCode: state })}
      />
      {point && (
        <p>
          {t('intake:form.picked', { name: `${point.lat.toFixed(3)}, ${point.lon.toFixed(3)}` })}{' '}
          <button type="button" className="link" onClick={() => change({ point: null })}>
            {t('intake:form.unpick')}
          </button>
        </p>
      )}
      <Select
        label={t('intake:form.state')}
        value={stateCode}
        onChange={(code) => change({ stateCode: code })}
      >
        <option value="">{t('intake:form.stateUnknown')}</option>
        {STATES.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        label={t('intake:form.placeType')}
        value={placeType}
        onChange={(type) => change({ placeType: type as PlaceType })}
      >
        {PLACE_TYPES.map((type) => (
          <option key={type} value={type}>
            {type === 'unknown' ? t('intake:form.notKnown') : t(`taxonomy:placeType.${type}`)}
          </option>
        ))}
      </Select>
    </>
  );
}

const MONTHS = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0'));
const DAYS = Array.from({ length: 31 }, (_, at) => String(at + 1).padStart(2, '0'));

/** When: a year, then a month, then a day, each only if it is known. */
export function WhenStep({ interview, change, problems, today }: StepProps & { today: string }) {
  const { t, language } = useWords();
  const id = useId();
  const [year = '', month = '', day = ''] = interview.date.split('-');
  const set = (...parts: string[]) => {
    // What stands behind an unknown part is not known either.
    const known = parts.slice(0, [...parts, ''].indexOf(''));
    change({ date: known.join('-') });
  };
  const monthName = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  const thisYear = Number(today.slice(0, 4));
  const years = Array.from({ length: thisYear - FIRST_YEAR + 1 }, (_, back) => String(thisYear - back));
  const invalid = problems.length > 0;
  const unknown = <option value="">{t('intake:form.notKnown')}</option>;
  return (
    <fieldset className="ask">
      <legend>{t('intake:form.date')}</legend>
      <p className="quiet">{t('intake:form.dateHint')}</p>
      <FieldProblem id={id} field="date" problems={problems} />
      <div className="date-parts">
        <Select
          label={t('intake:form.year')}
          value={year}
          invalid={invalid}
          describedBy={id}
          onChange={(value) => set(value, month, day)}
        >
          {unknown}
          {years.map((value) => (
            <option key={value}>{value}</option>
          ))}
        </Select>
        <Select label={t('intake:form.month')} value={month} onChange={(value) => set(year, value, day)}>
          {unknown}
          {MONTHS.map((value) => (
            <option key={value} value={value}>
              {monthName.format(new Date(`2020-${value}-01T00:00:00Z`))}
            </option>
          ))}
        </Select>
        <Select label={t('intake:form.day')} value={day} onChange={(value) => set(year, month, value)}>
          {unknown}
          {DAYS.map((value) => (
            <option key={value} value={value}>
              {Number(value)}
            </option>
          ))}
        </Select>
      </div>
      <Select
        label={t('intake:form.dayPart')}
        value={interview.dayPart}
        onChange={(dayPart) => change({ dayPart: dayPart as DayPart | '' })}
      >
        <option value="">{t('intake:form.dayPartUnknown')}</option>
        {DAY_PARTS.map((part) => (
          <option key={part} value={part}>
            {t(`intake:dayPart.${part}`)}
          </option>
        ))}
      </Select>
    </fieldset>
  );
}

/** By whom, as alleged. */
export function WhoStep({ interview, change, problems }: StepProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <>
      <Choices
        legend={t('intake:form.perpetrators')}
        options={PERPETRATORS}
        chosen={interview.perpetrators}
        onChange={(perpetrators) => change({ perpetrators })}
        label={(perpetrator) => t(`taxonomy:perpetrator.${perpetrator}`)}
        principal={{ legend: t('intake:form.principalPerpetrator') }}
      />
      <p className="field">
        <label htmlFor={id}>{t('intake:form.organisation')}</label>
        <small className="quiet" id={`${id}-hint`}>
          {t('intake:form.organisationHint')}
        </small>
        <input
          id={id}
          type="text"
          autoComplete="off"
          value={interview.organisation}
          aria-describedby={`${id}-hint`}
          onChange={(event) => change({ organisation: event.target.value })}
        />
      </p>
      <FieldProblem id={`${id}-problem`} field="organisation" problems={problems} />
    </>
  );
}
