import { type FormEvent, useState } from 'react';
import type { MadeToken, Tokens } from '../../api/contract-account.ts';
import type { Permission } from '../../domain/access/permissions.ts';
import { getJson, postJson, sendJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LoadState } from '../panel/LoadState.tsx';
import { useSession } from '../session.ts';
import { ActionFailure } from './ActionFailure.tsx';
import { Secret } from './Secret.tsx';
import { useAction } from './useAction.ts';

const load = (path: string, signal: AbortSignal) => getJson<Tokens>(path, signal);
const DEFAULT_DAYS = 90;

/** Tokens for the reader's programs: some of their permissions, an end, shown once. */
export function TokenList() {
  const { t, moment } = useWords();
  const { me } = useSession();
  const tokens = useLoaded('/api/account/tokens', load);
  const { value, retry } = tokens;
  const action = useAction();
  const [made, setMade] = useState<MadeToken | null>(null);

  const words = (permission: Permission) => t(`access:permission.${permission.replace('.', '_')}`);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const body = { name: data.get('name'), scopes: data.getAll('scope'), days: Number(data.get('days')) };
    const token = await action.run(() => postJson<MadeToken>('/api/account/tokens', body));
    if (token === null) return;
    setMade(token);
    form.reset();
    retry();
  };
  const revoke = async (id: string) => {
    if (await action.run(() => sendJson('DELETE', `/api/account/tokens/${id}`))) retry();
  };

  return (
    <section>
      <h3>{t('access:tokens.title')}</h3>
      <p className="quiet">{t('access:tokens.what')}</p>
      <LoadState loaded={tokens} />
      <ActionFailure failure={action.failure} />
      {made && <Secret what={t('access:tokens.made')} secret={made.token} />}
      <ul className="rows">
        {value?.items.map(({ id, name, scopes, expiresAt, lastUsedAt, expired }) => (
          <li key={id}>
            <div>
              <strong>{name}</strong>
              {expired && <span className="tag">{t('access:tokens.expired')}</span>}
              <p className="quiet">
                {scopes.map(words).join(', ')} ·{' '}
                {t('access:tokens.until', { end: moment(Date.parse(expiresAt)) })} ·{' '}
                {lastUsedAt === null
                  ? t('access:tokens.unused')
                  : t('access:tokens.used', { when: moment(Date.parse(lastUsedAt)) })}
              </p>
            </div>
            <button
              type="button"
              className="secondary"
              disabled={action.busy}
              onClick={() => void revoke(id)}
            >
              {t('access:tokens.revoke')}
            </button>
          </li>
        ))}
      </ul>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <label>
          {t('access:tokens.name')}
          <input name="name" maxLength={60} required />
        </label>
        <label>
          {t('access:tokens.days')}
          <input name="days" type="number" min={1} max={366} defaultValue={DEFAULT_DAYS} required />
        </label>
        <fieldset className="checks">
          <legend>{t('access:tokens.scopes')}</legend>
          {me?.permissions.map((permission) => (
            <label key={permission}>
              <input type="checkbox" name="scope" value={permission} />
              <span>
                {words(permission)}
                <code className="quiet note">{permission}</code>
              </span>
            </label>
          ))}
        </fieldset>
        <button type="submit" className="primary" disabled={action.busy}>
          {t('access:tokens.make')}
        </button>
      </form>
    </section>
  );
}
