import { useState } from 'react';
import type { MadeLink, UserRow, Users as UsersAnswer } from '../../api/contract-account.ts';
import { ActionFailure } from '../account/ActionFailure.tsx';
import { useAction } from '../account/useAction.ts';
import { type Answer, getJson, postJson, putJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { Failed } from '../panel/Failed.tsx';
import { PageShell } from '../shell/PageShell.tsx';
import { type Rights, RightsForm } from './RightsForm.tsx';

const load = (path: string, signal: AbortSignal) => getJson<UsersAnswer>(path, signal);

/** Who may come in, and with which roles. */
export default function Users() {
  const { t } = useWords();
  const { value, failure, retry } = useLoaded('/api/users', load);
  const action = useAction();
  const [link, setLink] = useState<{ name: string; link: string } | null>(null);
  const [open, setOpen] = useState<string | null>(null);

  /** Runs a change of one user and shows the link it made, if any. */
  const act = async (name: string, change: () => Promise<Answer<unknown>>) => {
    const done = await action.run(change);
    if (done === null) return;
    const made = done as Partial<MadeLink>;
    setLink(made.link === undefined ? null : { name, link: made.link });
    setOpen(null);
    retry();
  };
  const add = ({ name, ...rights }: Rights & { name: string }) =>
    act(name, () => postJson('/api/users', { name, agencyId: null, ...rights }));

  return (
    <PageShell title={t('access:users.title')}>
      <p className="quiet">{t('access:users.lead')}</p>
      {failure && <Failed failure={failure} onRetry={retry} />}
      <ActionFailure failure={action.failure} />
      {link && (
        <p role="status" className="secret">
          {t('access:users.link', { name: link.name })} <code>{link.link}</code>
        </p>
      )}
      <ul className="rows">
        {value?.items.map((user) => (
          <li key={user.id}>
            <UserLine user={user} />
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
      <section className="sections">
        <h3>{t('access:users.addTitle')}</h3>
        <RightsForm
          rights={{ roles: [], oversight: false }}
          named
          submit={t('access:users.add')}
          busy={action.busy}
          onSubmit={(rights) => void add(rights)}
        />
      </section>
    </PageShell>
  );
}

function UserLine({ user }: { user: UserRow }) {
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
      <p>{roles === '' ? t('access:cli.marks.noRoles') : roles}</p>
      <p className="quiet">
        {user.lastSignInAt === null
          ? t('access:users.never')
          : t('access:users.last', { when: moment(Date.parse(user.lastSignInAt)) })}
      </p>
    </div>
  );
}
