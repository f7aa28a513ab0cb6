import { type FormEvent, useState } from 'react';
import type { Agencies as AgencyList, Grants } from '../../api/contract-agencies.ts';
import { getJson, postJson, putJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { Empty } from '../panel/Empty.tsx';
import { LoadState } from '../panel/LoadState.tsx';
import { useSession } from '../session.ts';
import { PageShell } from '../shell/PageShell.tsx';
import { AgencySelect, endOfDay, Refusal, useSend } from './parts.tsx';

const loadAgencies = (path: string, signal: AbortSignal) => getJson<AgencyList>(path, signal);
const loadGrants = (path: string, signal: AbortSignal) => getJson<Grants>(path, signal);

/** Agencies, the sources that belong to them, and what one lets another read. */
export default function Agencies() {
  const { t } = useWords();
  const { me, may } = useSession();
  const agencies = useLoaded('/api/agencies', loadAgencies);
  const isManager = may('agencies.manage');
  // A steward reads the grants of the own agency: without one there are none.
  const hasGrants = isManager || (me?.agencyId ?? null) !== null;
  const grants = useLoaded(hasGrants ? '/api/grants' : null, loadGrants);
  const known = agencies.value?.agencies ?? [];
  return (
    <PageShell title={t('agencies:title')}>
      <p className="prose">{t('agencies:intro')}</p>

      <section className="work">
        <h3>{t('agencies:list.title')}</h3>
        <LoadState loaded={agencies} />
        {agencies.value && known.length === 0 && <p className="quiet">{t('agencies:list.empty')}</p>}
        <ul className="plain">
          {known.map(({ id, name, sources }) => (
            <li key={id}>
              <strong>{name}</strong> <code>{id}</code>{' '}
              <span className="quiet">
                {sources.length > 0
                  ? t('agencies:list.sources', { sources: sources.join(', ') })
                  : t('agencies:list.noSources')}
              </span>
            </li>
          ))}
        </ul>
        {isManager && <NewAgency onDone={agencies.retry} />}
        {isManager && known.length > 0 && <SourceForm agencies={known} onDone={agencies.retry} />}
      </section>

      <section className="work">
        <h3>{t('agencies:grants.title')}</h3>
        <p className="quiet">{t('agencies:grants.intro')}</p>
        {!hasGrants && <Empty text={t('agencies:grants.noAgency')} />}
        <LoadState loaded={grants} />
        {grants.value && (
          <GrantTable
            grants={grants.value.grants}
            agencies={known}
            own={isManager ? null : (me?.agencyId ?? null)}
            onDone={grants.retry}
          />
        )}
        {known.length > 1 && (
          <NewGrant agencies={known} own={isManager ? null : (me?.agencyId ?? null)} onDone={grants.retry} />
        )}
      </section>
    </PageShell>
  );
}

function NewAgency({ onDone }: { onDone: () => void }) {
  const { t } = useWords();
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const { send, failure, sending } = useSend(() => {
    setId('');
    setName('');
    onDone();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(() => putJson(`/api/agencies/${encodeURIComponent(id)}`, { name }));
  };
  return (
    <details>
      <summary>{t('agencies:new.title')}</summary>
      <form className="form" onSubmit={submit}>
        <label>
          {t('agencies:new.id')}
          <input
            required
            pattern="[a-z0-9][a-z0-9\-]{1,62}"
            value={id}
            onChange={(event) => setId(event.target.value)}
          />
        </label>
        <label>
          {t('agencies:new.name')}
          <input required minLength={2} value={name} onChange={(event) => setName(event.target.value)} />
        </label>
        <button type="submit" className="primary" disabled={sending}>
          {t('agencies:new.save')}
        </button>
        <Refusal failure={failure} />
      </form>
    </details>
  );
}

function SourceForm({ agencies, onDone }: { agencies: AgencyList['agencies']; onDone: () => void }) {
  const { t } = useWords();
  const { send, failure, sending } = useSend(onDone);
  const [sourceId, setSourceId] = useState('');
  const [agencyId, setAgencyId] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const path = `/api/sources/${encodeURIComponent(sourceId)}/agency`;
    void send(() => putJson(path, { agencyId: agencyId === '' ? null : agencyId }));
  };
  return (
    <details>
      <summary>{t('agencies:source.title')}</summary>
      <form className="form" onSubmit={submit}>
        <label>
          {t('agencies:source.id')}
          <input required value={sourceId} onChange={(event) => setSourceId(event.target.value)} />
        </label>
        <AgencySelect
          label={t('agencies:source.agency')}
          agencies={agencies}
          value={agencyId}
          none={t('agencies:source.nobody')}
          onChange={setAgencyId}
        />
        <button type="submit" className="primary" disabled={sending}>
          {t('agencies:source.save')}
        </button>
        <Refusal failure={failure} />
      </form>
    </details>
  );
}

function GrantTable({
  grants,
  agencies,
  own,
  onDone,
}: {
  grants: Grants['grants'];
  agencies: AgencyList['agencies'];
  /** The agency whose grants may be ended here; null: all. */
  own: string | null;
  onDone: () => void;
}) {
  const { t, date } = useWords();
  const { send, failure, sending } = useSend(onDone);
  const nameOf = (agencyId: string) => agencies.find(({ id }) => id === agencyId)?.name ?? agencyId;
  const [loadedAtMs] = useState(() => Date.now());
  if (grants.length === 0) return <p className="quiet">{t('agencies:grants.empty')}</p>;
  return (
    <>
      <ul className="cards">
        {grants.map((grant) => {
          const isOver = Date.parse(grant.endsAt) <= loadedAtMs || grant.endedBy !== null;
          const mayEnd = !isOver && (own === null || own === grant.fromAgencyId);
          return (
            <li key={grant.id}>
              <strong>
                {t('agencies:grants.line', {
                  from: nameOf(grant.fromAgencyId),
                  to: nameOf(grant.toAgencyId),
                })}
              </strong>
              <p>{grant.sourceId ?? t('agencies:grants.allSources')}</p>
              <p>{grant.purpose}</p>
              <p className="quiet">
                {t(isOver ? 'agencies:grants.over' : 'agencies:grants.until', {
                  date: date(grant.endsAt.slice(0, 10)),
                })}
              </p>
              {mayEnd && (
                <button
                  type="button"
                  className="secondary"
                  disabled={sending}
                  onClick={() => void send(() => postJson(`/api/grants/${grant.id}/end`, {}))}
                >
                  {t('agencies:grants.end')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <Refusal failure={failure} />
    </>
  );
}

function NewGrant({
  agencies,
  own,
  onDone,
}: {
  agencies: AgencyList['agencies'];
  own: string | null;
  onDone: () => void;
}) {
  const { t } = useWords();
  const { send, failure, sending } = useSend(onDone);
  const [from, setFrom] = useState(own ?? '');
  const [to, setTo] = useState('');
  const [purpose, setPurpose] = useState('');
  const [end, setEnd] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(() =>
      postJson('/api/grants', { fromAgencyId: from, toAgencyId: to, purpose, endsAt: endOfDay(end) }),
    );
  };
  return (
    <details>
      <summary>{t('agencies:grants.new')}</summary>
      <form className="form" onSubmit={submit}>
        {own === null && (
          <AgencySelect
            label={t('agencies:grants.from')}
            agencies={agencies}
            value={from}
            onChange={setFrom}
          />
        )}
        <AgencySelect label={t('agencies:grants.to')} agencies={agencies} value={to} onChange={setTo} />
        <label>
          {t('agencies:grants.purpose')}
          <input
            required
            minLength={10}
            value={purpose}
            onChange={(event) => setPurpose(event.target.value)}
          />
        </label>
        <label>
          {t('agencies:grants.endDay')}
          <input required type="date" value={end} onChange={(event) => setEnd(event.target.value)} />
        </label>
        <button type="submit" className="primary" disabled={sending}>
          {t('agencies:grants.make')}
        </button>
        <Refusal failure={failure} />
      </form>
    </details>
  );
}
