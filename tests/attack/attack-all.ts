import type { Role } from '../../domain/access/permissions.ts';
import { type AttackResult, askAgain, askAll, noResult } from './attack.ts';
import { type Amount, DELAYED, forgetVersion, INSIDE, OUTSIDE, pairsFor, questionsFor } from './questions.ts';
import type { AttackedWorld } from './world.ts';

/**
 * Attacks one world as every role: whoever may not know of a secret before and after it is there, the others once after,
 * for what nobody may read.
 *
 * @param amount of it all is asked twice of those who may not know
 */
export async function attackAll(
  world: AttackedWorld,
  amount: Amount,
): Promise<Record<'delayed' | 'outside' | 'inside', AttackResult>> {
  const { document, known } = world.target;
  const ask = (roles: readonly (Role | null)[], each = amount.each) => [
    ...questionsFor(document, known, roles, { ...amount, each }),
    ...roles.filter((role) => DELAYED.includes(role)).flatMap((role) => pairsFor(document, role, amount)),
  ];
  const results = { delayed: noResult(), outside: noResult(), inside: noResult() };
  const [delayed, outside] = [ask(DELAYED), ask(OUTSIDE)];
  // Both before anything is planted, so that nothing is worked out twice for the same data.
  const [delayedBefore, outsideBefore] = await Promise.all([
    askAll(world, delayed, forgetVersion, results.delayed),
    askAll(world, outside, forgetVersion, results.outside),
  ]);
  const refused = delayed.filter(({ isPair }, at) => isPair && delayedBefore[at]!.status !== 200);
  if (refused.length > 0) throw new Error(`refused: ${refused.map(({ request }) => request.url).join(' ')}`);
  await world.plantFresh();
  await askAgain(world, delayed, delayedBefore, forgetVersion, results.delayed);
  await world.plantLonely();
  await Promise.all([
    askAgain(world, outside, outsideBefore, forgetVersion, results.outside),
    askAll(world, ask(INSIDE, Math.ceil(amount.each / 4)), forgetVersion, results.inside),
  ]);
  return results;
}
