import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { RunConfig } from '#core/run-config.ts';
import { median, minimum } from '#core/statistics.ts';
import { createRun, type Run } from '#engine/run.ts';
import { CATALOG, smallConfig } from '../engine/small-run.ts';
import type { Measurement } from './measure.ts';
import type { Section } from './sections.ts';

/** AgileRL's default Q-network on CartPole, and the settings with which the real AgileRL was measured. */
function agileRlConfig(environmentsPerAgent: number, learnStep: number): RunConfig {
  const config = smallConfig();
  const hyperparameter = (name: string, value: number) => ({
    [name]: { ...(config.hyperparameters[name] as RunConfig['hyperparameters'][string]), value },
  });
  return {
    ...config,
    populationSize: 6,
    hyperparameters: {
      ...config.hyperparameters,
      ...hyperparameter('batchSize', 64),
      ...hyperparameter('learnStep', learnStep),
    },
    network: { ...config.network, encoderHidden: [64], latent: 64, headHidden: [64] },
    mutation: { ...config.mutation, preTraining: false },
    training: {
      environmentsPerAgent,
      stepsPerGeneration: 100_000,
      replayCapacity: 20_000,
      learningDelay: 0,
    },
  };
}

const REPETITIONS = 15;

/** Time of one unit of training, the unit being what `count` counts; ms. */
async function trainingTimes(run: Run, count: () => number): Promise<number[]> {
  const advance = async (ticks: number) => {
    for (let tick = 0; tick < ticks; ) {
      const { value, done } = await run.events.next();
      if (done) throw new Error('the run ended before it was measured');
      if (value.kind === 'tick') tick++;
    }
  };
  await advance(300);
  const times: number[] = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const before = count();
    const start = performance.now();
    await advance(60);
    times.push((performance.now() - start) / (count() - before));
  }
  return times;
}

function measurement(name: string, times: readonly number[]): Measurement {
  return {
    name,
    medianMs: median(times),
    leastMs: minimum(times),
    gflops: null,
    shareOfPeak: null,
  };
}

/** Real runs in the shapes in which AgileRL was measured; times are per update or step of the whole population. */
export const agileRl: Section = {
  title: 'training 6 agents, 4-64-64-64-2 with LayerNorm, batch 64, as a whole run does it',
  async run() {
    const rows: Measurement[] = [];
    for (const threads of [1, 2]) {
      const cases = [
        ['an update per environment step: per update', agileRlConfig(1, 1), 'updates'],
        ['16 environments, update every fifth step: per step', agileRlConfig(16, 5), 'steps'],
      ] as const;
      for (const [name, config, unit] of cases) {
        const device = await createWasmDevice({ threads });
        const run = createRun({ config, catalog: CATALOG, device });
        rows.push(
          measurement(
            `${name}, ${threads} threads`,
            await trainingTimes(run, () => run.state[unit]),
          ),
        );
        run.dispose();
        device.dispose();
      }
    }
    return new Map(rows.map((row) => [row.name, row]));
  },
};

/** Work between two generations: tournaments, mutations, the children's weights, new programs. */
export const generations: Section = {
  title: 'from one generation to the next, 64 agents',
  async run() {
    const config: RunConfig = {
      ...agileRlConfig(1, 1),
      populationSize: 64,
      generations: 40,
      training: {
        environmentsPerAgent: 1,
        stepsPerGeneration: 1,
        replayCapacity: 2000,
        learningDelay: 1999,
      },
      evaluation: { episodes: 1 },
    };
    const device = await createWasmDevice({ threads: 2 });
    const run = createRun({ config, catalog: CATALOG, device });
    const times: number[] = [];
    let start = 0;
    for (;;) {
      const { value, done } = await run.events.next();
      if (done) break;
      if (value.kind === 'phase' && value.phase === 'select') start = performance.now();
      if (value.kind === 'generation') times.push(performance.now() - start);
    }
    run.dispose();
    device.dispose();
    const row = measurement('select, mutate, inherit, recompile', times.slice(5, -1));
    return new Map([[row.name, row]]);
  },
};
