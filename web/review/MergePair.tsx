import { useState } from 'react';
import { useWords } from '../format.ts';
import type { OpenMerge } from './MergesTab.tsx';
import { MERGE_FIELDS, type MergeField, sameField } from './mergeFields.ts';
import { useFieldText } from './useFieldText.ts';
import { useKeys } from './useKeys.ts';

type Side = OpenMerge['sides'][number];
type SideReport = Side['reports'][number];

interface Props {
  pair: OpenMerge;
  busy: boolean;
  onJoin: () => void;
  onApart: () => void;
  onSplit: (incident: number, report: SideReport) => void;
}

/** Bits under which a component is said to weigh nothing. */
const LIGHT_BITS = 0.3;

/** Two incidents side by side, report against report, and what makes them alike or not. */
export function MergePair({ pair, busy, onJoin, onApart, onSplit }: Props) {
  const { t, percent } = useWords();
  const [one, other] = pair.sides as [Side, Side];
  const [shown, setShown] = useState(() => [mostAlike(one, pair), mostAlike(other, pair)] as const);
  const reports = [one.reports[shown[0]], other.reports[shown[1]]] as [SideReport, SideReport];
  const show = (side: 0 | 1, index: number) =>
    setShown((before) => (side === 0 ? [index, before[1]] : [before[0], index]));
  useKeys({ enter: () => !busy && onJoin(), n: () => !busy && onApart() });

  return (
    <div className="merge-pair">
      <h3 id="queue-current">
        {t('review:merges.item', { a: String(one.incidentId), b: String(other.incidentId) })}
      </h3>
      <p>
        {t('review:merges.probability', { percent: percent(pair.probability) })}{' '}
        {pair.reason && t(`review:merges.reason.${pair.reason}`)}
      </p>
      <p className="decisions">
        <button type="button" className="primary" disabled={busy} onClick={onJoin}>
          {t('review:merges.join')}
        </button>
        <button type="button" className="secondary" disabled={busy} onClick={onApart}>
          {t('review:merges.apart')}
        </button>
      </p>
      <table className="sides">
        <thead>
          <tr>
            <td />
            {[one, other].map((side, i) => (
              <th scope="col" key={side.incidentId}>
                <a href={`/?incident=${side.incidentId}`}>
                  {t('review:merges.side', { id: String(side.incidentId) })}
                </a>
                {side.reports.length > 1 && (
                  <ReportChoice
                    side={side}
                    index={shown[i as 0 | 1]}
                    busy={busy}
                    onIndex={(index) => show(i as 0 | 1, index)}
                    onSplit={onSplit}
                  />
                )}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {MERGE_FIELDS.map((field) => (
            <FieldRow key={field} field={field} reports={reports} />
          ))}
        </tbody>
      </table>
      <Evidence evidence={pair.evidence} />
    </div>
  );
}

function FieldRow({
  field,
  reports: [one, other],
}: {
  field: MergeField;
  reports: [SideReport, SideReport];
}) {
  const { t } = useWords();
  const text = useFieldText();
  const likeness = sameField(field, one, other);
  return (
    <tr data-likeness={likeness}>
      <th scope="row">{t(`review:merges.field.${field}`)}</th>
      <td>{text(field, one)}</td>
      <td>{text(field, other)}</td>
      <td className="likeness">
        {likeness === 'same' && `= ${t('review:merges.same')}`}
        {likeness === 'differs' && `≠ ${t('review:merges.differs')}`}
      </td>
    </tr>
  );
}

function ReportChoice({
  side,
  index,
  busy,
  onIndex,
  onSplit,
}: {
  side: Side;
  index: number;
  busy: boolean;
  onIndex: (index: number) => void;
  onSplit: Props['onSplit'];
}) {
  const { t } = useWords();
  const report = side.reports[index];
  return (
    <span className="report-choice">
      <label>
        <span className="hidden">{t('review:merges.pick')}</span>
        <select value={index} onChange={(event) => onIndex(Number(event.target.value))}>
          {side.reports.map(({ sourceId, reportId, publisher }, i) => (
            <option key={`${sourceId} ${reportId}`} value={i}>
              {publisher ?? sourceId}, {reportId}
            </option>
          ))}
        </select>
      </label>
      {report && (
        <button
          type="button"
          className="link"
          disabled={busy}
          onClick={() => onSplit(side.incidentId, report)}
        >
          {t('review:history.splitReport')}
        </button>
      )}
    </span>
  );
}

function Evidence({ evidence }: { evidence: OpenMerge['evidence'] }) {
  const { t, number } = useWords();
  const most = Math.max(1, ...evidence.map(({ bits }) => Math.abs(bits)));
  const sorted = [...evidence].sort((a, b) => Math.abs(b.bits) - Math.abs(a.bits));
  return (
    <table className="evidence">
      <caption>{t('review:merges.why')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('review:merges.component')}</th>
          <th scope="col">{t('review:merges.level')}</th>
          <th scope="col">{t('review:merges.weight')}</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map(({ component, level, bits }) => {
          const weight = Math.abs(bits) < LIGHT_BITS ? 'neutral' : bits > 0 ? 'for' : 'against';
          return (
            <tr key={component}>
              <th scope="row">{t(`review:component.${component}`)}</th>
              <td>{t([`review:level.${component}.${level}`, 'review:level.other'])}</td>
              <td className="weight">
                <span className={`weight-bar weight-${weight}`} aria-hidden="true">
                  <span className="weight-fill" style={{ width: `${(100 * Math.abs(bits)) / most}%` }} />
                </span>
                {t(`review:merges.${weight}`)}
                {weight !== 'neutral' && ` (${number(Math.abs(bits), 1)})`}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The report of a side that the score speaks of. */
function mostAlike({ reports }: Side, { a, b }: OpenMerge): number {
  const isNamed = (report: SideReport) =>
    [a, b].some((ref) => ref.sourceId === report.sourceId && ref.reportId === report.reportId);
  return Math.max(0, reports.findIndex(isNamed));
}
