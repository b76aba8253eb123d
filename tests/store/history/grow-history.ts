import type { RunConfig } from '#core/run-config.ts';
import { createHistory, type History } from '#store/history/history.ts';
import { CONFIG } from '../../ui/fake-catalog.ts';
import { createFakeEngine } from '../../ui/fake-engine.ts';

/** The history of a simulated run. */
export function growHistory(generations: number, changes: Partial<RunConfig> = {}): History {
  const config = {
    ...CONFIG,
    generations,
    target: { ...CONFIG.target, enabled: false },
    ...changes,
  };
  const engine = createFakeEngine();
  let history: History | null = null;
  engine.addEventListener('message', ({ data }) => {
    const event = data as import('#protocol/messages.ts').Event;
    if (event.kind === 'started')
      history = createHistory(event.run, Object.keys(config.hyperparameters), event.founders);
    if (event.kind === 'generation') history?.append(event);
  });
  engine.postMessage({ kind: 'start', run: 1, config, paused: false });
  while (engine.tick()) {
    // to its end
  }
  if (!history) throw new Error('the simulated run was refused');
  return history;
}
