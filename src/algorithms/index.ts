import { checkDeclaration } from '#core/check-declaration.ts';
import type { Algorithm } from './algorithm.ts';
import { ddpg } from './ddpg.ts';
import { dqn } from './dqn.ts';
import { ippo } from './ippo.ts';
import { maddpg } from './maddpg.ts';
import { matd3 } from './matd3.ts';
import { ppo } from './ppo.ts';
import { td3 } from './td3.ts';

/** Every learning rule on offer. A new one is a file and a line here. */
export const ALGORITHMS: readonly Algorithm[] = [dqn, ppo, ddpg, td3, matd3, maddpg, ippo];

for (const { declaration } of ALGORITHMS) checkDeclaration(declaration);

/** Throws a RangeError for an id that no algorithm has. */
export function algorithmById(id: string): Algorithm {
  const algorithm = ALGORITHMS.find(({ declaration }) => declaration.id === id);
  if (algorithm) return algorithm;
  const known = ALGORITHMS.map(({ declaration }) => declaration.id).join(', ');
  throw new RangeError(`no algorithm '${id}'; there are ${known}`);
}
