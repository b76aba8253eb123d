import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProgramContext } from '#algorithms/algorithm.ts';
import { maddpgUpdate } from '#algorithms/maddpg.ts';
import { actorsUpdate, criticsUpdate } from '#algorithms/matd3.ts';
import {
  type Batch,
  type Member,
  type Noise,
  nextActions,
  targetFor,
  teamOf,
} from '#algorithms/team-policy.ts';
import { jointStep } from '#algorithms/transition.ts';
import { type Builder, defineProgram } from '#compute/builder.ts';
import type { Device, DevicePopulation } from '#compute/device.ts';
import { groupsOf, networkFor } from '#core/team.ts';
import { openDevice } from '../compute/devices.ts';
import {
  ALGORITHM,
  type ByAgent,
  expectRelative,
  type Network,
  openTeam,
  playersOf,
  REFERENCE,
  type Rows,
  slabOf,
  type TeamRecord,
} from './multi-agent-reference.ts';

const ROWS = 5;

let device: Device;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.dispose());

const titled = (record: TeamRecord) =>
  `${record.algorithm}, ${record.actionKind} actions${record.sharedNetworks ? ', shared networks' : ''}`;

test.each(REFERENCE.updates.map((record) => [titled(record), record] as const))(
  '%s: targets, losses and gradients are those of PyTorch',
  async (_, record) => {
    const { agents, updates, start } = record;
    const { population, plans } = await open(record);
    const moments = momentsOf(plans);
    for (const [i, update] of updates.entries()) {
      write(population, 'learn', record, i);
      write(population, 'targets', record, i);
      write(population, 'learnActor', record, i);
      const read = async (program: string, value: string) =>
        (await population.read(program, value, 0)).slice();

      await population.run('targets', i);
      expectRelative(await read('targets', 'nextActions'), joint(update.nextActions, agents), 'a′');

      await population.run('learn', i);
      for (const [player, agent] of agents.entries()) {
        const expected = update.agents[agent] as (typeof update.agents)[string];
        expectRelative(await read('learn', `target${player}`), expected.tdTarget, `y of ${agent}`);
        for (const [c, gradient] of expected.gradCritics.entries())
          moments.follow(criticName(record, c, agent), gradient);
      }
      const lossOf = (name: 'criticLoss' | 'actorLoss') =>
        agents.reduce((sum, agent) => sum + (update.agents[agent]?.[name] ?? 0), 0);
      const losses =
        record.algorithm === 'MADDPG' ? ['criticLoss'] : ['critic1Loss', 'critic2Loss'];
      const found = await Promise.all(losses.map((name) => read('learn', name)));
      const total = found.reduce((sum, [loss = Number.NaN]) => sum + loss, 0);
      expectRelative([total], [lossOf('criticLoss')], 'critic loss');

      const learnsActors = agents.every((agent) => update.agents[agent]?.gradActor);
      if (learnsActors) {
        const program = record.algorithm === 'MADDPG' ? 'learn' : 'learnActor';
        if (program === 'learnActor') await population.run(program, i);
        const [loss = Number.NaN] = await read(program, 'actorLoss');
        expectRelative([loss], [lossOf('actorLoss')], 'actor loss');
        for (const agent of agents)
          moments.follow(networkName(record, 'actor', agent), update.agents[agent]?.gradActor);
      }
      for (const [network, expected] of moments.all()) {
        const snapshot = await population.snapshot();
        const moment = snapshot.agents[0]?.[network]?.firstMoments ?? [];
        expectRelative(moment, expected, `moment of ${network} after update ${i}`);
      }
      // AgileRL counts the delay of shared networks per player, so that from here on actors have moved at other times.
      if (record.algorithm === 'MATD3' && record.sharedNetworks) break;
    }
    if (record.algorithm === 'MADDPG' || !record.sharedNetworks)
      for (const name of ['actor', 'critic', 'critic1', 'critic2'])
        for (const agent of Object.keys(start.actors)) {
          const target = plans[`${name}Target/${agent}`];
          if (!target) continue;
          const found = await population.weights(0, `${name}Target/${agent}`);
          const c = name === 'critic2' ? 1 : 0;
          const ends = name === 'actor' ? record.end.actorTargets : record.end.criticTargets[c];
          const expected = slabOf(target, ends?.[agent] as Network);
          // Adam moves weights whose gradient is near 0 by what rounding makes of its sign.
          found.forEach((weight, at) => {
            expect(Math.abs(weight - (expected[at] as number))).toBeLessThan(
              record.tau * 1e-2 * 2.1,
            );
          });
        }
    population.dispose();
  },
);

test.each(
  REFERENCE.updates
    .filter(({ updates }) => updates.some(({ withTargetSmoothing }) => withTargetSmoothing))
    .map((record) => [titled(record), record] as const),
)('%s: blurred targets are those of the paper', async (_, record) => {
  const { population } = await open(record);
  const smoothing = record.updates[0]?.withTargetSmoothing;
  if (!smoothing) throw new Error('the record has no blurred targets');
  write(population, 'targets', record, 0);
  for (const [agent, noise] of Object.entries(smoothing.noise))
    population.write('targets', `ofTargets/${agent}`, 0, Float32Array.from(noise.flat()));
  await population.run('targets', 0);
  for (const [player, agent] of record.agents.entries())
    expectRelative(
      await population.read('targets', `target${player}`, 0),
      smoothing.tdTarget[agent] as readonly number[],
      `y of ${agent}`,
    );
  population.dispose();
});

/** Networks of a record by the names that a declaration gives them. */
function networkNamed({ start }: TeamRecord, name: string): Network {
  const [role = '', agent = ''] = name.split('/');
  const found = {
    actor: start.actors,
    actorTarget: start.actorTargets,
    critic: start.critics[0],
    critic1: start.critics[0],
    critic2: start.critics[1],
    criticTarget: start.criticTargets[0],
    critic1Target: start.criticTargets[0],
    critic2Target: start.criticTargets[1],
  }[role]?.[agent];
  if (!found) throw new Error(`the record has no network '${name}'`);
  return found;
}

function networkName(record: TeamRecord, network: string, agent: string): string {
  const groups = groupsOf(playersOf(record), record.sharedNetworks);
  const group = groups.find(({ members }) => members.includes(record.agents.indexOf(agent)));
  return networkFor(network, group as (typeof groups)[number]);
}

const criticName = (record: TeamRecord, c: number, agent: string) =>
  networkName(record, record.algorithm === 'MADDPG' ? 'critic' : `critic${c + 1}`, agent);

/** The record's team, with the updates of its algorithm on what the host writes. */
const open = (record: TeamRecord) =>
  openTeam(
    device,
    ALGORITHM[record.algorithm],
    playersOf(record),
    { shareNetworks: record.sharedNetworks, smoothingDeviation: 0 },
    {
      learningRateActor: record.learningRateActor,
      learningRateCritic: record.learningRateCritic,
      gamma: record.gamma,
      tau: record.tau,
      batchSize: ROWS,
    },
    (name) => networkNamed(record, name),
    (context) => [
      defineProgram('targets', (p) => {
        const batch = batchOf(p, context);
        const team = teamOf(context);
        const next = nextActions(p, team, batch, given('ofTargets', true));
        p.output('nextActions', next);
        const critics = record.algorithm === 'MADDPG' ? ['critic'] : ['critic1', 'critic2'];
        team.forEach(({ group }, i) => {
          const values = critics.map((name) =>
            p.forward(networkFor(`${name}Target`, group), batch.nextObservations, next),
          );
          p.output(`target${i}`, targetFor(p, i, batch, values.reduce(p.minimum)));
        });
      }),
      defineProgram('learn', (p) => {
        const batch = batchOf(p, context);
        const learn = withTargets(p);
        const losses =
          record.algorithm === 'MADDPG'
            ? maddpgUpdate(learn, context, batch, given('ofTargets'), given('ofActors'))
            : criticsUpdate(learn, context, batch, given('ofTargets'));
        for (const [name, loss] of Object.entries(losses)) p.output(name, loss);
      }),
      defineProgram('learnActor', (p) => {
        const batch = batchOf(p, context);
        if (record.algorithm !== 'MATD3') return;
        p.output('actorLoss', actorsUpdate(p, context, batch, given('ofActors')).actorLoss);
      }),
    ],
  );

const batchOf = (p: Builder, { players }: ProgramContext): Batch =>
  Object.fromEntries(
    Object.entries(jointStep(players)).map(([name, width]) => [name, p.input(name, ROWS, width)]),
  ) as Batch;

/** Noise that the host writes: of choices, and of numbers where it is asked for. */
const given =
  (which: string, ofNumbers = false): Noise =>
  (p, { player, chosen }: Member) =>
    player.actionSpace.kind === 'discrete' || ofNumbers
      ? p.input(`${which}/${player.name}`, ROWS, chosen.width)
      : null;

/** A builder that gives out the targets made in it. */
function withTargets(p: Builder): Builder {
  let made = 0;
  return {
    ...p,
    tdTarget(inputs) {
      const target = p.tdTarget(inputs);
      p.output(`target${made++}`, target);
      return target;
    },
  };
}

function write(population: DevicePopulation, program: string, record: TeamRecord, i: number) {
  const { batch, gumbelUniforms } = record.updates[i] as (typeof record.updates)[number];
  const { agents } = record;
  const put = (name: string, data: Float32Array) => population.write(program, name, 0, data);
  for (const name of ['observations', 'actions', 'nextObservations'] as const)
    put(name, joint(batch[name], agents));
  for (const name of ['rewards', 'terminated'] as const)
    put(name, joint(columnsOf(batch[name]), agents));
  if (!gumbelUniforms) return;
  const drawn = { ofTargets: gumbelUniforms.targetActors, ofActors: gumbelUniforms.actors };
  for (const [which, uniforms] of Object.entries(drawn))
    for (const [agent, rows] of Object.entries(uniforms)) {
      const isRead =
        program === 'learn'
          ? which === 'ofTargets' || record.algorithm === 'MADDPG'
          : program === 'targets'
            ? which === 'ofTargets'
            : which === 'ofActors' && record.algorithm === 'MATD3';
      if (isRead)
        put(
          `${which}/${agent}`,
          Float32Array.from(rows.flat(), (u) => -Math.log(-Math.log(u))),
        );
    }
}

const columnsOf = (values: ByAgent<readonly number[]>): ByAgent<Rows> =>
  Object.fromEntries(Object.entries(values).map(([agent, all]) => [agent, all.map((x) => [x])]));

/** Everybody's rows side by side. */
const joint = (rows: ByAgent<Rows>, agents: readonly string[]): Float32Array =>
  Float32Array.from(
    Array.from({ length: ROWS }, (_, row) =>
      agents.flatMap((agent) => rows[agent]?.[row] ?? []),
    ).flat(),
  );

/** Adam's first moments as gradients come in one after the other. */
function momentsOf(plans: Awaited<ReturnType<typeof open>>['plans']) {
  const moments = new Map<string, Float32Array>();
  return {
    follow(name: string, gradient: Network | undefined) {
      const plan = plans[name];
      if (!plan || !gradient) throw new Error(`the record has no gradient of '${name}'`);
      const slab = slabOf(plan, gradient);
      const before = moments.get(name) ?? new Float32Array(plan.length);
      moments.set(
        name,
        before.map((moment, i) => 0.9 * moment + 0.1 * (slab[i] as number)),
      );
    },
    all: () => moments,
  };
}
