import { advance, beginRecord, type RunRecord } from '#archive/run-record.ts';
import type { StoredRun } from '#archive/stored-run.ts';
import type { RunConfig } from '#core/run-config.ts';
import { createClient } from '#protocol/client.ts';
import { CONFIG } from '../../ui/fake-catalog.ts';
import { createFakeEngine } from '../../ui/fake-engine.ts';

/** A run of the fake engine after so many generations, as the library would keep it. */
export async function simulateRun(
  generations: number,
  { id = crypto.randomUUID(), config = CONFIG }: { id?: string; config?: RunConfig } = {},
): Promise<StoredRun> {
  const engine = createFakeEngine();
  const client = createClient(() => engine);
  const now = 1_700_000_000_000;
  let run: StoredRun | null = null;
  const next = (record: RunRecord) => {
    if (run) run = { ...run, record };
  };
  client.listen((event) => {
    if (event.kind === 'started')
      run = {
        record: beginRecord({
          id,
          config: event.config,
          preset: 'cartpole-dqn',
          engine: '1',
          device: event.device,
          now,
        }),
        founders: event.founders,
        generations: [],
        checkpoint: null,
        champion: null,
        problem: null,
      };
    if (!run) return;
    if (event.kind === 'generation') {
      if (run.generations.length >= generations) return;
      run = { ...run, generations: [...run.generations, { ...event, run: 0 }] };
      next(advance(run.record, event, now));
    } else if (event.kind === 'checkpoint') {
      if (event.checkpoint.generation > run.generations.length) return;
      run = { ...run, checkpoint: event.checkpoint };
      next(advance(run.record, event, now));
    }
  });
  await Promise.resolve();
  client.send({
    kind: 'start',
    run: 1,
    config: { ...config, generations: Math.max(config.generations, generations + 1) },
    paused: false,
  });
  const simulated = () => run as StoredRun | null;
  while ((simulated()?.generations.length ?? 0) < generations && engine.tick());
  const done = simulated();
  if (!done || done.generations.length < generations)
    throw new Error(`the fake engine ended after ${done?.generations.length} generations`);
  return done;
}
