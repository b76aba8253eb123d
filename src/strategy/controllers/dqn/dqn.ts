import type { AgentSetup, Device, DevicePopulation, PopulationSnapshot } from '#compute/device.ts';
import { draws, type Key } from '#core/random.ts';
import type { DqnSettings } from '#core/strategy/controller-settings.ts';
import type { Decision, Experience, Situation } from '#core/strategy/decision.ts';
import { SEATS, type Seat } from '#core/strategy/seats.ts';
import type { StateElement } from '#core/strategy/state-settings.ts';
import { CHANCE_IN_ONE_RUN } from '#core/strategy/team.ts';
import { subkey } from '#networks/subkey.ts';
import { type Chosen, epsilonGreedy, epsilonOf, held, standingOf } from '../choose.ts';
import type { Controller, ControllerContext, ControllerSnapshot } from '../controller.ts';
import { forSeats, numberOf, stateIn } from '../decisions.ts';
import { controllerKey } from '../keys.ts';
import { fieldsOf, flagsOf } from './fields.ts';
import { type DqnLayout, layOut, type SeatLayout } from './layout.ts';
import { foundTeam, networkSlots, teamSetup } from './networks.ts';
import { type DqnPrograms, dqnPrograms, experienceFields, learningPrograms } from './programs.ts';
import { type Returned, type Step, withStep } from './returns.ts';

interface DqnState {
  readonly population: PopulationSnapshot;
  readonly updates: number;
  /** Steps of each row that wait for their return. */
  readonly waiting: Readonly<Record<number, readonly Step[]>>;
}

/** Rewards that follow on one another in a row's run: those of a run that was broken off are forgotten. */
const NONE: readonly Step[] = [];

/**
 * A network for each seat (Mnih et al. 2015), all learning from one memory of what any row has seen in any run.
 * Throws a RangeError for settings without a hidden layer, or of which the seats cannot learn.
 */
export function openDqn(
  settings: DqnSettings,
  context: ControllerContext,
  elements: readonly StateElement[],
  device: Device,
): Controller {
  const { seed, options, rows, intervals } = context;
  const layout = layOut(elements, options, settings);
  const { width } = layout;
  const population = openPopulation(settings, layout, rows, seed, device);
  const kind = kindOf(settings);
  const learning = learningPrograms(settings);
  let updates = 0;
  let waiting: DqnState['waiting'] = {};

  /** Experiences to wait for; one that has learned in runs before, and remembers none of them, learns anew soon. */
  const warmUp = (): number =>
    Math.max(1, updates > 0 ? Math.min(settings.warmUp, CHANCE_IN_ONE_RUN) : settings.warmUp);

  /** Estimates what a seat's choices are worth to each row, given what those before it have chosen. */
  async function worth(
    each: SeatLayout,
    situations: readonly Situation[],
    before: readonly (readonly number[])[],
  ): Promise<number[][]> {
    const program = `act ${each.seat}` as const;
    const seen = new Float32Array(situations.length * (width + each.before));
    situations.forEach(({ state }, at) => {
      const from = at * (width + each.before);
      seen.set(state, from);
      if (each.before > 0)
        seen.set(flagsOf(layout, before[at] ?? []).subarray(0, each.before), from + width);
    });
    population.write(program, 'seen', 0, seen);
    await population.run(program, 0);
    const q = await population.read(program, 'q', 0);
    return situations.map((_, at) => [...q.subarray(at * each.choices, (at + 1) * each.choices)]);
  }

  function choose(
    { seat }: SeatLayout,
    situation: Situation,
    values: readonly number[],
    explores: boolean,
  ): Chosen {
    const standing = standingOf(situation, seat, options[seat], settings);
    if (standing.isHeld) return held(standing, values);
    const { row, episode, interval } = situation;
    const key = controllerKey(seed, 'decide', row, episode * intervals + interval);
    // one that has learned in runs before knows something, though it remembers none of them
    const isWarm = updates > 0 || population.remembered >= settings.warmUp;
    const epsilon = explores
      ? isWarm
        ? epsilonOf(settings.exploration, situation, context)
        : 1
      : 0;
    return epsilonGreedy(values, standing, epsilon, draws(subkey(key, seat)));
  }

  async function decide(situations: readonly Situation[], explores: boolean): Promise<Decision[]> {
    if (situations.length > rows)
      throw new RangeError(`${situations.length} rows are to be steered, but there are ${rows}`);
    const numbers = situations.map((): number[] => []);
    const chosen = situations.map(() => new Map<Seat, Chosen>());
    for (const each of layout.seats) {
      const values = await worth(each, situations, numbers);
      situations.forEach((situation, at) => {
        const found = choose(each, situation, values[at] as number[], explores); // of each
        numbers[at]?.push(found.at);
        chosen[at]?.set(each.seat, found);
      });
    }
    return chosen.map((bySeat): Decision => {
      const of = (seat: Seat) => bySeat.get(seat) as Chosen; // of every seat
      return {
        choices: forSeats((seat) => options[seat][of(seat).at] as string),
        reasons: forSeats((seat) => of(seat).reason),
      };
    });
  }

  function take({
    situation,
    decision,
    reward,
    own,
    next,
    isLast,
  }: Experience): readonly Returned[] {
    const { row, interval, state } = situation;
    const numbers = SEATS.map((seat) => numberOf(options, seat, decision.choices[seat]));
    const before = (interval > 0 && waiting[row]) || NONE;
    const { steps, discount } = settings;
    const rewards = SEATS.map((seat) => (settings.sharing.reward ? reward : own[seat]));
    const step = { state, numbers, rewards };
    const found = withStep(before, step, { next, isLast }, steps, discount);
    waiting = { ...waiting, [row]: found.waiting };
    return found.returned;
  }

  async function learn(experiences: readonly Experience[]): Promise<void> {
    const returned = experiences.flatMap(take);
    if (returned.length > 0) population.remember(returned.length, fieldsOf(layout, returned));
    if (population.remembered < warmUp()) return;
    for (let update = 0; update < settings.updates; update++) {
      await population.runBeside(learning, updates++);
      const { target } = settings;
      if (target.kind === 'hard' && updates % target.every === 0) await population.run('copy', 0);
    }
  }

  return {
    decide,
    learn,
    async snapshot() {
      const state: DqnState = { population: await population.snapshot(), updates, waiting };
      return { kind, options, state };
    },
    restore(snapshot) {
      const state = stateIn(snapshot, kind, options) as DqnState;
      population.restore(state.population);
      ({ updates, waiting } = state);
    },
    dispose: () => population.dispose(),
  };
}

const kindOf = ({ mixing }: DqnSettings): string => `dqn ${mixing}`;

/** A team of freshly initialised networks on a device. */
const openPopulation = (
  settings: DqnSettings,
  layout: DqnLayout,
  rows: number,
  seed: number,
  device: Device,
): DevicePopulation<DqnPrograms> =>
  device.open({
    networks: networkSlots(layout),
    programs: dqnPrograms(settings, layout, rows),
    replay: { capacity: settings.capacity, fields: experienceFields(layout) },
    agents: [foundTeam(settings, layout, seed)],
  }) as DevicePopulation<DqnPrograms>;

/** Descent of a team: how it comes by what its parent has learned. */
interface Descent {
  readonly settings: DqnSettings;
  /** Settings and state of the parent, which it leaves as it is. */
  readonly parent: { readonly settings: DqnSettings; readonly snapshot: ControllerSnapshot };
  readonly elements: readonly StateElement[];
  /** True when the child is rewarded as its parent was. */
  readonly rewardsStay: boolean;
  /** Inheritance of each seat's network and of those that follow them. */
  readonly inheritance: AgentSetup['inheritance'];
  /** Under which the child learns. */
  readonly key: Key;
}

/**
 * Returns the state of a child at birth: its parent's weights as inherited, and all that the parent remembers. Returns are
 * remembered ready-made, so a child of another discount, of other steps or under other rewards begins with an empty memory:
 * its parent's memory would teach it the parent's values.
 */
export async function inheritedDqn(
  { settings, parent, elements, rewardsStay, inheritance, key }: Descent,
  device: Device,
): Promise<ControllerSnapshot> {
  const { options } = parent.snapshot;
  const kind = kindOf(parent.settings);
  const state = stateIn(parent.snapshot, kind, options) as DqnState;
  const layout = layOut(elements, options, settings);
  const population = openPopulation(parent.settings, layout, 1, 0, device);
  const { discount, steps } = parent.settings;
  const returnsStay = rewardsStay && settings.discount === discount && settings.steps === steps;
  population.restore(returnsStay ? state.population : { ...state.population, replay: null });
  await population.evolve([teamSetup(settings, layout, inheritance, key)]);
  const inherited: DqnState = { ...state, population: await population.snapshot(), waiting: {} };
  population.dispose();
  return { kind, options, state: inherited };
}
