import type { Sessions } from '../../api/contract-session.ts';
import { deviceOf } from '../../domain/access/device.ts';
import { getJson, sendJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LoadState } from '../panel/LoadState.tsx';
import { ActionFailure } from './ActionFailure.tsx';
import { useAction } from './useAction.ts';

const load = (path: string, signal: AbortSignal) => getJson<Sessions>(path, signal);

/** Where the reader is signed in, and the way to end it there. */
export function SessionList() {
  const { t, moment } = useWords();
  const sessions = useLoaded('/api/account/sessions', load);
  const { value, retry } = sessions;
  const action = useAction();
  const end = async (id: string) => {
    if (await action.run(() => sendJson('DELETE', `/api/account/sessions/${id}`))) retry();
  };
  return (
    <section>
      <h3>{t('access:account.sessions')}</h3>
      <LoadState loaded={sessions} />
      <ActionFailure failure={action.failure} />
      <ul className="rows">
        {value?.items.map(({ id, current, device, address, via, lastSeenAt, expiresAt }) => (
          <li key={id}>
            <div>
              <strong>{deviceOf(device) ?? t('access:account.unknownDevice')}</strong>
              {current && <span className="tag">{t('access:account.current')}</span>}
              <p className="quiet">
                {t('access:account.session', {
                  address,
                  via: t(`access:via.${via}`),
                  seen: moment(Date.parse(lastSeenAt)),
                  end: moment(Date.parse(expiresAt)),
                })}
              </p>
            </div>
            {!current && (
              <button type="button" className="secondary" disabled={action.busy} onClick={() => void end(id)}>
                {t('access:account.endSession')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
