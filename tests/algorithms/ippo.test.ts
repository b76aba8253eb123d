import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProgramContext } from '#algorithms/algorithm.ts';
import { ippo, ippoUpdate } from '#algorithms/ippo.ts';
import { type Builder, defineProgram } from '#compute/builder.ts';
import type { Device } from '#compute/device.ts';
import type { Player } from '#core/environment.ts';
import { box } from '#core/spaces.ts';
import { generalizedAdvantage, normalise } from '#engine/advantage.ts';
import { openDevice } from '../compute/devices.ts';
import { numbers } from '../compute/plans.ts';
import {
  expectRelative,
  type IppoRecord,
  type Network,
  openTeam,
  playersOf,
  REFERENCE,
  slabOf,
} from './multi-agent-reference.ts';

let device: Device;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.dispose());

type OfAgent = IppoRecord['perAgent'][string];

const cases = REFERENCE.ippo.map((record) => [record.actionKind, record] as const);

test.each(cases)('advantages of %s actions are those of the reference', (_, record) => {
  for (const { rollout, ...expected } of Object.values(record.perAgent)) {
    const flat = (name: string) => (rollout[name] as number[][]).flat();
    const ends = [...flat('doneBeforeStep'), ...(rollout['doneAfterLastStep'] as number[])];
    const [advantages, returns] = [new Float32Array(10), new Float32Array(10)];
    generalizedAdvantage(
      {
        steps: record.steps,
        lanes: record.environments,
        rewards: flat('rewards'),
        values: flat('values'),
        terminated: ends.slice(record.environments),
        truncated: new Float32Array(10),
        finalValues: new Float32Array(10),
        lastValues: rollout['valueOfNextObservations'] as number[],
      },
      record.gamma,
      record.lambda_,
      advantages,
      returns,
    );
    expectRelative(advantages, expected.advantages.flat(), 'advantages');
    expectRelative(returns, expected.returns.flat(), 'returns');
    normalise(advantages, 'sample');
    expectRelative(advantages, expected.normalisedAdvantages, 'normalised advantages');
  }
});

test.each(cases)('losses and gradients of %s actions are those of PyTorch', async (_, record) => {
  const { agents, steps, environments } = record;
  const rows = steps * environments;
  const players = playersOf(record);
  const { population, plans } = await openTeam(
    device,
    ippo,
    players,
    { shareNetworks: false, valueClip: record.clip, maxGradientNorm: record.maxGradientNorm },
    {
      learningRate: record.learningRate,
      clip: record.clip,
      entropyCoefficient: record.entropyCoefficient,
      valueCoefficient: record.valueCoefficient,
    },
    (name) => {
      const [network = '', agent = ''] = name.split('/');
      return record.perAgent[agent]?.start[network as 'actor' | 'critic'] as Network;
    },
    (context) => [
      defineProgram('learn', (p) => {
        const losses = ippoUpdate(p, context, batchOf(p, context, rows));
        for (const [name, loss] of Object.entries(losses)) p.output(name, loss);
      }),
    ],
  );
  const put = (field: string, of: (agent: OfAgent) => readonly unknown[]) => {
    const columns = agents.map((agent) => of(record.perAgent[agent] as OfAgent));
    const joint = Array.from({ length: rows }, (_, row) => columns.map((each) => each[row]));
    population.write('learn', field, 0, Float32Array.from((joint as number[][]).flat(2)));
  };
  for (const field of ['observations', 'actions', 'logProbabilities', 'values'])
    put(field, ({ rollout }) => (rollout[field] as unknown[][]).flat());
  put('advantages', ({ normalisedAdvantages }) => normalisedAdvantages);
  put('returns', ({ returns }) => returns.flat());
  await population.run('learn', 0);

  const sumOf = (name: 'policyLoss' | 'valueLoss') =>
    Object.values(record.perAgent).reduce((sum, agent) => sum + agent[name], 0);
  for (const [name, scale] of [
    ['policyLoss', 1],
    ['valueLoss', 1],
  ] as const)
    expectRelative(await population.read('learn', name, 0), [scale * sumOf(name)], name);
  const moments = (await population.snapshot()).agents[0] ?? {};
  for (const [agent, each] of Object.entries(record.perAgent))
    for (const [name, gradient, norm] of [
      [`actor/${agent}`, each.gradActor, each.actorGradientNorm],
      [`critic/${agent}`, each.gradCritic, each.criticGradientNorm],
    ] as const) {
      const plan = plans[name];
      if (!plan) throw new Error(`there is no network '${name}'`);
      const scale = Math.min(1, record.maxGradientNorm / norm) / 10;
      const expected = slabOf(plan, gradient).map((x) => scale * x);
      expectRelative(moments[name]?.firstMoments ?? [], expected, `moment of ${name}`);
    }
  population.dispose();
});

test('a shared network learns as one network from the steps of all who share it', async () => {
  const spaces = {
    observationSpace: box([3], -9, 9),
    actionSpace: { kind: 'discrete', n: 2 },
  } as const;
  const team = ['agent_0', 'agent_1'].map((name): Player => ({ name, ...spaces }));
  const alone: Player = { name: 'agent', ...spaces };
  const record = REFERENCE.ippo[0] as IppoRecord;
  const start = record.perAgent['alpha_0']?.start as OfAgent['start'];
  const rows = 8;
  const fields = {
    observations: 3,
    actions: 1,
    logProbabilities: 1,
    values: 1,
    advantages: 1,
    returns: 1,
  };
  const columns = Object.entries(fields).map(([name, width], i) => {
    const data = numbers(2 * rows * width, i + 1);
    return { name, width, data: name === 'actions' ? data.map((x) => (x > 0 ? 1 : 0)) : data };
  });
  /** Weights after an update of these players, each with a half of the data: side by side, or one below the other. */
  const learned = async (players: readonly Player[]) => {
    const length = (2 * rows) / players.length;
    const { population } = await openTeam(
      device,
      ippo,
      players,
      { shareNetworks: true, valueClip: 0.2, maxGradientNorm: 0.5 },
      { learningRate: 1e-3, clip: 0.2, entropyCoefficient: 0.01, valueCoefficient: 0.5 },
      (name) => start[name.split('/')[0] as 'actor' | 'critic'],
      (context) => [
        defineProgram('learn', (p) => {
          p.output('policyLoss', ippoUpdate(p, context, batchOf(p, context, length)).policyLoss);
        }),
      ],
    );
    for (const { name, width, data } of columns) {
      const joint = Array.from({ length }, (_, row) =>
        players.flatMap((_, i) => {
          const at = (i * length + row) * width;
          return [...data.subarray(at, at + width)];
        }),
      );
      population.write('learn', name, 0, Float32Array.from(joint.flat()));
    }
    await population.run('learn', 0);
    const weights = await Promise.all(
      ['actor/agent', 'critic/agent'].map((name) => population.weights(0, name)),
    );
    population.dispose();
    return weights;
  };
  expect(await learned(team)).toEqual(await learned([alone]));
});

const batchOf = (p: Builder, { players }: ProgramContext, rows: number) => {
  const widths = {
    observations: players.map(({ observationSpace }) => observationSpace),
    actions: players.map(({ actionSpace }) => actionSpace),
  };
  const sizeOf = (spaces: readonly Player['actionSpace'][]) =>
    spaces.reduce((sum, space) => sum + (space.kind === 'box' ? space.low.length : 1), 0);
  const count = players.length;
  return {
    observations: p.input('observations', rows, sizeOf(widths.observations)),
    actions: p.input('actions', rows, sizeOf(widths.actions)),
    logProbabilities: p.input('logProbabilities', rows, count),
    values: p.input('values', rows, count),
    advantages: p.input('advantages', rows, count),
    returns: p.input('returns', rows, count),
  };
};
