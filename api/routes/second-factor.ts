import {
  confirmSecondFactor,
  proposeSecondFactor,
  readSecondFactor,
  removeSecondFactor,
} from '../../data/access/second-factor.ts';
import { beginSession, endSessions } from '../../data/access/sessions.ts';
import { forgetFailures, takeAttempt } from '../../data/access/sign-in-failures.ts';
import type { Reader } from '../../domain/access/reader.ts';
import { audited } from '../audited.ts';
import { checkSecondFactor, newRecoveryCodes, newTotp, sealTotp, totpStep } from '../auth/totp.ts';
import type { ApiContext } from '../context.ts';
import { noQuerySchema } from '../contract.ts';
import {
  codeBodySchema,
  type RecoveryCodes,
  recoveryCodesSchema,
  type TotpProposal,
  totpProposalSchema,
} from '../contract-account.ts';
import { DONE, doneSchema } from '../contract-session.ts';
import { RequestError } from '../errors.ts';
import { defineRoute } from '../route.ts';

export const totpPropose = defineRoute({
  method: 'post',
  path: '/api/account/totp',
  summary: 'A new secret for your authenticator; it counts once confirmed with a code',
  required: 'session',
  inPerson: true,
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: totpProposalSchema,
  cacheable: false,
  handle: async ({ database, access }, { reader }) => {
    const { sealed } = await readSecondFactor(database.pool, reader.userId);
    if (sealed !== null) throw new RequestError(409, 'second_factor_set', 'remove the one you have first');
    const proposal = newTotp(reader.name);
    const kept = sealTotp(access.secretKey, reader.userId, proposal.secret);
    await proposeSecondFactor(database.pool, reader.userId, kept);
    return { json: proposal satisfies TotpProposal };
  },
});

export const totpConfirm = defineRoute({
  method: 'post',
  path: '/api/account/totp/confirm',
  summary: 'Confirms the new secret with a code; answers the recovery codes, once',
  required: 'session',
  inPerson: true,
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: codeBodySchema,
  answer: recoveryCodesSchema,
  cacheable: false,
  handle: async (context, { body, identity, reader }) => {
    const { database, access, now } = context;
    await waitTurn(context, reader);
    const { pendingSealed } = await readSecondFactor(database.pool, reader.userId);
    const code = body.code.replaceAll(/\s/g, '');
    const step =
      pendingSealed === null ? null : totpStep(access.secretKey, reader.userId, pendingSealed, code, now());
    if (step === null) throw new RequestError(403, 'wrong_code', 'that is not the code of now');
    const recoveryCodes = newRecoveryCodes();
    const session = await database.transaction(async (db) => {
      await confirmSecondFactor(db, reader.userId, step, recoveryCodes);
      await forgetFailures(db, turnOf(reader));
      await endSessions(db, reader.userId);
      const made = await beginSession(db, reader.userId, 'password', identity.origin, now());
      const details = { what: 'set' };
      await audited(db, { identity }, { action: 'second-factor-changed', details }, now());
      return made;
    });
    return { json: { recoveryCodes } satisfies RecoveryCodes, session };
  },
});

export const totpRemove = defineRoute({
  method: 'post',
  path: '/api/account/totp/remove',
  summary: 'Takes your second factor away; asks for a code of it',
  required: 'session',
  inPerson: true,
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: codeBodySchema,
  answer: doneSchema,
  cacheable: false,
  handle: async (context, { body, identity, reader }) => {
    const { database, access, now } = context;
    await waitTurn(context, reader);
    await database.transaction(async (db) => {
      const checked = await checkSecondFactor(db, access.secretKey, reader.userId, body.code, now());
      if (checked !== 'right') throw new RequestError(403, 'wrong_code', 'that is not the code of now');
      await removeSecondFactor(db, reader.userId);
      await forgetFailures(db, turnOf(reader));
      const details = { what: 'removed' };
      await audited(db, { identity }, { action: 'second-factor-changed', details }, now());
    });
    return { json: DONE };
  },
});

/** A session is no way to try all codes. */
async function waitTurn({ database, now }: ApiContext, reader: Reader): Promise<void> {
  const seconds = await takeAttempt(database, turnOf(reader), now());
  if (seconds > 0) throw new RequestError(429, 'wait', `try again in ${seconds} s`, { seconds });
}

const turnOf = ({ userId }: Reader) => ({ nameKey: `code ${userId}`, address: '' });
