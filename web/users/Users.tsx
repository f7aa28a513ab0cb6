import { useState } from 'react';
import type { MadeLink, UserRow, Users as UsersAnswer } from '../../api/contract-account.ts';
import type { Agencies } from '../../api/contract-agencies.ts';
import { ActionFailure } from '../account/ActionFailure.tsx';
import { Secret } from '../account/Secret.tsx';
import { useAction } from '../account/useAction.ts';
import { type Answer, getJson, postJson, putJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { Failed } from '../panel/Failed.tsx';
import { LoadState } from '../panel/LoadState.tsx';
import { PageShell } from '../shell/PageShell.tsx';
import { type Rights, RightsForm } from './RightsForm.tsx';

const loadAgencies = (path: string, signal: AbortSignal) => getJson<Agencies>(path, signal);
const load = (path: string, signal: AbortSignal) => getJson<UsersAnswer>(path, signal);

/** Who may come in, and with which roles. */
export default function Users() {
  const { t } = useWords();
  const users = useLoaded('/api/users', load);
  const { value, retry } = users;
  const action = useAction();
  const [link, setLink] = useState<{ name: string; link: string } | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const [added, setAdded] = useState(0);
  const loadedAgencies = useLoaded('/api/agencies', loadAgencies);
  const agencies = loadedAgencies.value?.agencies ?? [];

  /** Runs a change of one user and shows the link it made, if any. */
  const act = async (name: string, change: () => Promise<Answer<unknown>>) => {
    const done = await action.run(change);
    if (done === null) return false;
    const made = done as Partial<MadeLink>;
    setLink(made.link === undefined ? null : { name, link: made.link });
    setOpen(null);
    retry();
    return true;
  };
  const add = async ({ name, ...rights }: Rights & { name: string }) => {
    if (await act(name, () => postJson('/api/users', { name, ...rights }))) setAdded((count) => count + 1);
  };

  return (
    <PageShell title={t('access:users.title')}>
      <p className="quiet">{t('access:users.lead')}</p>
      <LoadState loaded={users} />
      {/* Without them nobody can be given one: that is not to go unsaid. */}
      {loadedAgencies.failure && <Failed failure={loadedAgencies.failure} onRetry={loadedAgencies.retry} />}
      <ActionFailure failure={action.failure} />
      {link && <Secret what={t('access:users.link', { name: link.name })} secret={link.link} />}
      <ul className="rows">
        {value?.items.map((user) => (
          <li key={user.id}>
            <UserLine user={user} agencies={agencies} />
            <div className="form-actions">
              <button
                type="button"
                className="secondary"
                aria-expanded={open === user.id}
                onClick={() => setOpen(open === user.id ? null : user.id)}
              >
                {t('access:users.change', { name: user.name })}
              </button>
            </div>
            {open === user.id && (
              <div className="user-edit">
                <RightsForm
                  rights={user}
                  agencies={agencies}
                  submit={t('access:account.save')}
                  busy={action.busy}
                  onSubmit={(rights) => void act(user.name, () => putJson(`/api/users/${user.id}`, rights))}
                />
                <div className="form-actions">
                  <button
                    type="button"
                    className="secondary"
                    disabled={action.busy || user.disabled}
                    onClick={() => void act(user.name, () => postJson(`/api/users/${user.id}/link`, {}))}
                  >
                    {t('access:users.makeLink')}
                  </button>
                  {user.hasSecondFactor && (
                    <button
                      type="button"
                      className="secondary"
                      disabled={action.busy}
                      onClick={() =>
                        void act(user.name, () => postJson(`/api/users/${user.id}/reset-totp`, {}))
                      }
                    >
                      {t('access:users.resetTotp')}
                    </button>
                  )}
                  <button
                    type="button"
                    className="secondary"
                    disabled={action.busy}
                    onClick={() =>
                      void act(user.name, () =>
                        putJson(`/api/users/${user.id}`, { disabled: !user.disabled }),
                      )
                    }
                  >
                    {t(user.disabled ? 'access:users.enable' : 'access:users.disable')}
                  </button>
                </div>
              </div>
            )}
          </li>
        ))}
      </ul>
      <section className="work">
        <h3>{t('access:users.addTitle')}</h3>
        {/* Made anew after each, so that nothing of the one before is left in it. */}
        <RightsForm
          key={added}
          rights={{ roles: [], oversight: false, agencyId: null }}
          agencies={agencies}
          named
          submit={t('access:users.add')}
          busy={action.busy}
          onSubmit={(rights) => void add(rights)}
        />
      </section>
    </PageShell>
  );
}

function UserLine({ user, agencies }: { user: UserRow; agencies: Agencies['agencies'] }) {
  const { t, moment } = useWords();
  const roles = user.roles.map((role) => t(`access:role.${role}`)).join(', ');
  const marks = [
    user.disabled && t('access:cli.marks.disabled'),
    user.oversight && t('access:cli.marks.oversight'),
    user.hasSecondFactor && t('access:cli.marks.secondFactor'),
  ].filter((mark) => mark !== false);
  return (
    <div>
      <strong>{user.name}</strong>
      {marks.map((mark) => (
        <span key={mark} className="tag">
          {mark}
        </span>
      ))}
      <p>
        {roles === '' ? t('access:cli.marks.noRoles') : roles}
        {user.agencyId !== null &&
          ` · ${agencies.find(({ id }) => id === user.agencyId)?.name ?? user.agencyId}`}
      </p>
      <p className="quiet">
        {user.lastSignInAt === null
          ? t('access:users.never')
          : t('access:users.last', { when: moment(Date.parse(user.lastSignInAt)) })}
      </p>
    </div>
  );
}
