import type { Lab, LabCommand } from '../lab.ts';
import type { StrategyHost } from './strategy-lab.ts';

/** The strategy lab, loaded once a command comes for it. */
export function lazyStrategyLab(host: StrategyHost): Lab<LabCommand<'strategy'>> {
  let loading: Promise<Pick<Lab<LabCommand<'strategy'>>, 'obey'>> | null = null;
  const load = async () => {
    const { createStrategyLab } = await import('./strategy-lab.ts');
    return createStrategyLab(host);
  };
  return {
    async obey(command, desk) {
      loading ??= load();
      await (await loading).obey(command, desk);
    },
    fail(error) {
      const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
      host.send({ kind: 'failed', run: 0, during: 'start', message, stack });
    },
  };
}
