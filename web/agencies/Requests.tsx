import { type FormEvent, useState } from 'react';
import type { Requests as RequestList } from '../../api/contract-agencies.ts';
import { STATES } from '../../domain/states.ts';
import { getJson, postJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { Empty } from '../panel/Empty.tsx';
import { LoadState } from '../panel/LoadState.tsx';
import { LinkOut } from '../panel/WayOut.tsx';
import { StateOptions } from '../StateOptions.tsx';
import { useSession } from '../session.ts';
import { PageShell } from '../shell/PageShell.tsx';
import { endOfDay, Refusal, useSend } from './parts.tsx';

type OneRequest = RequestList['requests'][number];

const loadRequests = (path: string, signal: AbortSignal) => getJson<RequestList>(path, signal);
const stateName = (code: string) => STATES.find((state) => state.code === code)?.name ?? code;

/** What our agency asked of others and others of it. */
export default function Requests() {
  const { t } = useWords();
  const { me } = useSession();
  const requests = useLoaded(me?.agencyId ? '/api/requests' : null, loadRequests);
  return (
    <PageShell title={t('agencies:requests.title')}>
      <p className="prose">{t('agencies:requests.intro')}</p>
      {me && !me.agencyId && (
        <Empty text={t('agencies:requests.noAgency')}>
          <LinkOut page="agencies" />
        </Empty>
      )}
      <LoadState loaded={requests} />
      {me?.agencyId && <NewRequest onDone={requests.retry} />}
      {requests.value && requests.value.requests.length === 0 && (
        <Empty text={t('agencies:requests.empty')}>
          <LinkOut page="today" />
        </Empty>
      )}
      <ul className="cards">
        {requests.value?.requests.map((request) => (
          <li key={request.id}>
            <RequestCard request={request} own={me?.agencyId ?? ''} onDone={requests.retry} />
          </li>
        ))}
      </ul>
    </PageShell>
  );
}

function RequestCard({ request, own, onDone }: { request: OneRequest; own: string; onDone: () => void }) {
  const { t, date } = useWords();
  const { may } = useSession();
  const { send, failure, sending } = useSend(onDone);
  const { what, answer } = request;
  const decide = (decision: 'answer' | 'decline') =>
    void send(() => postJson(`/api/requests/${request.id}/answer`, { decision }));
  const isOurs = request.toAgencyId === own && request.status === 'open' && may('requests.answer');
  return (
    <>
      <strong>{t('agencies:requests.line', { from: request.fromAgencyId, to: request.toAgencyId })}</strong>
      <p>{request.why}</p>
      <p className="quiet">
        {t('agencies:requests.what', {
          states: what.states.length > 0 ? what.states.map(stateName).join(', ') : t('agencies:requests.all'),
          from: date(what.from),
          to: date(what.to),
          until: date(request.until.slice(0, 10)),
        })}
      </p>
      <p>{t(`agencies:requests.status.${request.status}`)}</p>
      {isOurs && (
        <div className="form-actions">
          <button type="button" className="primary" disabled={sending} onClick={() => decide('answer')}>
            {t('agencies:requests.answer')}
          </button>
          <button type="button" className="secondary" disabled={sending} onClick={() => decide('decline')}>
            {t('agencies:requests.decline')}
          </button>
        </div>
      )}
      <Refusal failure={failure} />
      {answer && <ExtractTable extract={answer} />}
    </>
  );
}

function ExtractTable({ extract }: { extract: NonNullable<OneRequest['answer']> }) {
  const { t, number, counted, date } = useWords();
  return (
    <>
      <p className="quiet">
        {t('agencies:extract.withheld', { ...counted(extract.withheld), k: extract.k })}
      </p>
      {extract.cells.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('agencies:extract.month')}</th>
              <th scope="col">{t('agencies:extract.state')}</th>
              <th scope="col">{t('agencies:extract.group')}</th>
              <th scope="col" className="number">
                {t('agencies:extract.incidents')}
              </th>
            </tr>
          </thead>
          <tbody>
            {extract.cells.map(({ month, stateCode, group, incidents }) => (
              <tr key={`${month}/${stateCode}/${group}`}>
                <td>{date(`${month}-01`, 'month')}</td>
                <td>{stateName(stateCode)}</td>
                <td>{t(`agencies:extract.${group}`)}</td>
                <td className="number">{number(incidents)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function NewRequest({ onDone }: { onDone: () => void }) {
  const { t } = useWords();
  const { send, failure, sending } = useSend(onDone);
  const [fields, setFields] = useState({ to: '', state: '', first: '', last: '', why: '', until: '' });
  const field = (name: keyof typeof fields) => ({
    value: fields[name],
    onChange: (event: { target: { value: string } }) => setFields({ ...fields, [name]: event.target.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { to, state, first, last, why, until } = fields;
    const what = { states: state === '' ? [] : [state], from: first, to: last };
    void send(() => postJson('/api/requests', { toAgencyId: to, what, why, until: endOfDay(until) }));
  };
  return (
    <details>
      <summary>{t('agencies:requests.new')}</summary>
      <form className="form" onSubmit={submit}>
        <label>
          {t('agencies:requests.toAgency')}
          <input required {...field('to')} />
        </label>
        <label>
          {t('agencies:requests.state')}
          <select {...field('state')}>
            <option value="">{t('agencies:requests.all')}</option>
            <StateOptions />
          </select>
        </label>
        <label>
          {t('agencies:requests.first')}
          <input required type="date" {...field('first')} />
        </label>
        <label>
          {t('agencies:requests.last')}
          <input required type="date" {...field('last')} />
        </label>
        <label>
          {t('agencies:requests.why')}
          <input required minLength={10} {...field('why')} />
        </label>
        <label>
          {t('agencies:requests.untilDay')}
          <input required type="date" {...field('until')} />
        </label>
        <button type="submit" className="primary" disabled={sending}>
          {t('agencies:requests.make')}
        </button>
        <Refusal failure={failure} />
      </form>
    </details>
  );
}
