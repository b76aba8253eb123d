import { maddpg } from '#algorithms/maddpg.ts';
import { jointStep } from '#algorithms/transition.ts';
import type { Device } from '#compute/device.ts';
import type { RunConfig } from '#core/run-config.ts';
import { choiceWidths, observationWidths, total } from '#core/team.ts';
import { foundStateOf } from '#engine/founding.ts';
import { spread } from '#environments/particles/spread.ts';
import { openDevice } from '../compute/devices.ts';
import { numbers, type PlainShape } from '../compute/plans.ts';
import { teamConfig } from '../engine/team-run.ts';
import { maddpgFlops } from './flops.ts';
import { peakCase } from './kernels.ts';
import { type Case, measure } from './measure.ts';
import type { Section } from './sections.ts';

const POPULATION = 8;
const BATCH = 256;
const REMEMBERED = 10_000;
const WIDTH = 64;

/** Widths of the observations and actions of three agents that cover three landmarks, of each and of all. */
const WORLD = spread();
const [OWN = 0] = observationWidths(WORLD.players);
const [CHOICES = 0] = choiceWidths(WORLD.players);
const ACTOR: PlainShape = { widths: [OWN, WIDTH, WIDTH, CHOICES] };
const CRITIC: PlainShape = {
  widths: [total(observationWidths(WORLD.players)), WIDTH, WIDTH, 1],
  joined: { before: 1, width: total(choiceWidths(WORLD.players)) },
};

/** One MADDPG update of a team: every critic, every actor, all targets. Times per agent, which is a team. */
export const teamUpdate: Section = {
  title: `MADDPG update of three agents, actors ${ACTOR.widths.join('-')}, central critics, batch ${BATCH}, population ${POPULATION}, one thread`,
  async run() {
    const device = await openDevice(1);
    const cases = [await peakCase(), ...[false, true].map((norm) => updateCase(device, norm))];
    const result = measure(cases);
    device.dispose();
    return result;
  },
};

function updateCase(device: Device, layerNorm: boolean): Case {
  // the latent vector is the first hidden layer
  const learn = learner(device, BATCH, { encoderHidden: [], layerNorm });
  return {
    name: layerNorm ? 'with LayerNorm' : 'dense layers alone',
    units: POPULATION,
    flops: maddpgFlops(ACTOR, CRITIC, BATCH, WORLD.players.length),
    work: learn,
  };
}

/** The same update on one thread, of networks as AgileRL has them: actors 18-64-64-64-5 with LayerNorm. */
export async function teamLearner(batch: number): Promise<{ learn: () => void; teams: number }> {
  const device = await openDevice(1);
  const network = { encoderHidden: [WIDTH], layerNorm: true };
  return { learn: learner(device, batch, network), teams: POPULATION };
}

/** Makes an update of every team of a population, with so many random transitions remembered. */
function learner(
  device: Device,
  batch: number,
  shape: Pick<RunConfig['network'], 'encoderHidden' | 'layerNorm'>,
): () => void {
  const base = teamConfig(maddpg, WORLD as never, { populationSize: POPULATION });
  const network = { ...base.network, ...shape, latent: WIDTH, headHidden: [WIDTH] };
  const batchSize = { ...base.hyperparameters['batchSize'], value: batch } as const;
  const config = {
    ...base,
    network,
    hyperparameters: { ...base.hyperparameters, batchSize },
    training: { ...base.training, replayCapacity: REMEMBERED },
    mutation: { ...base.mutation, preTraining: false },
  } as typeof base;
  const state = foundStateOf({ algorithm: maddpg, environment: WORLD as never, config, device });
  const fields = Object.entries(jointStep(WORLD.players)).map(([name, width], i) => {
    const data = numbers(REMEMBERED * width, i + 1);
    return [name, name === 'terminated' ? data.map((x) => (x > 0.9 ? 1 : 0)) : data] as const;
  });
  state.device.remember(REMEMBERED, Object.fromEntries(fields));
  let step = 0;
  return () => void state.device.run('learn', step++);
}
