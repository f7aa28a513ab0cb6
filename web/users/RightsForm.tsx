import type { FormEvent } from 'react';
import type { Agencies } from '../../api/contract-agencies.ts';
import { ROLES, type Role } from '../../domain/access/permissions.ts';
import { useWords } from '../format.ts';

export interface Rights {
  roles: Role[];
  oversight: boolean;
  agencyId: string | null;
}

interface Props {
  rights: Rights;
  /** That a person may belong to. */
  agencies: Agencies['agencies'];
  /** Asks for a name too. */
  named?: boolean;
  submit: string;
  busy: boolean;
  onSubmit: (rights: Rights & { name: string }) => void;
}

/** Roles with what each opens, and oversight. */
export function RightsForm({ rights, agencies, named = false, submit, busy, onSubmit }: Props) {
  const { t } = useWords();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const roles = ROLES.filter((role) => data.getAll('role').includes(role));
    const agencyId = String(data.get('agency') ?? rights.agencyId ?? '') || null;
    onSubmit({ name: String(data.get('name') ?? ''), roles, oversight: data.has('oversight'), agencyId });
  };
  return (
    <form className="form" onSubmit={send}>
      {named && (
        <label>
          {t('access:signIn.name')}
          <input name="name" maxLength={64} autoComplete="off" spellCheck={false} required />
        </label>
      )}
      <fieldset className="checks">
        <legend>{t('access:users.roles')}</legend>
        {ROLES.map((role) => (
          <label key={role}>
            <input type="checkbox" name="role" value={role} defaultChecked={rights.roles.includes(role)} />
            <span>
              <span className="sentence">{t(`access:role.${role}`)}</span>
              <span className="quiet note">{t(`access:roleNote.${role}`)}</span>
            </span>
          </label>
        ))}
        <label>
          <input type="checkbox" name="oversight" defaultChecked={rights.oversight} />
          <span>
            {t('access:users.oversight')}
            <span className="quiet note">{t('access:users.oversightNote')}</span>
          </span>
        </label>
      </fieldset>
      {agencies.length > 0 && (
        <label>
          {t('access:users.agency')}
          <select name="agency" defaultValue={rights.agencyId ?? ''}>
            <option value="">{t('access:users.noAgency')}</option>
            {agencies.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="submit" className="primary" disabled={busy}>
        {submit}
      </button>
    </form>
  );
}
