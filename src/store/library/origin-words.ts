import type { Origin } from '#archive/run-record.ts';
import { generationNumber } from '#core/generation-number.ts';

/** Words on the origin of a run, as 'branch of “CartPole · DQN · seed 42” at generation 12'. `nameOf`: of a run; null: not here. */
export function originWords(origin: Origin, nameOf: (run: string) => string | null): string {
  const named = (run: string | null) => {
    const name = run === null ? null : nameOf(run);
    return name === null ? 'a run that is not in this library' : `“${name}”`;
  };
  switch (origin.kind) {
    case 'branch':
      return `branch of ${named(origin.run)} at generation ${generationNumber(origin.generation)}`;
    case 'replay':
      return `the recipe of agent ${origin.agent}, generation ${generationNumber(origin.generation)} of ${named(origin.run)}, lived by one agent`;
    case 'kept':
      return `founded from the kept agent “${origin.name}”`;
    default:
      return origin satisfies never;
  }
}
