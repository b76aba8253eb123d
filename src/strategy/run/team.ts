import type { Device } from '#compute/device.ts';
import type { ControllerSettings } from '#core/strategy/controller-settings.ts';
import type { Decision, Situation } from '#core/strategy/decision.ts';
import type { RowInterval, SteeredInterval } from '#core/strategy/figures.ts';
import type { Reward } from '#core/strategy/reward-settings.ts';
import type { StateElement } from '#core/strategy/state-settings.ts';
import type { TeamConfig } from '#core/strategy/team.ts';
import { identityOf, isSameTeam } from '#core/strategy/trained-team.ts';
import type { Controller, ControllerSnapshot } from '../controllers/controller.ts';
import { controllerKey } from '../controllers/keys.ts';
import { openController } from '../controllers/open-controller.ts';
import { controllerSettings } from '../controllers/presets.ts';
import {
  type ForwardModel,
  type ForwardModelSnapshot,
  openForwardModel,
} from '../reward/forward-model.ts';
import { ownRewards } from '../reward/own-rewards.ts';
import { type Outcome, rewardOf } from '../reward/reward.ts';
import type { DataTraits } from '../state/data-traits.ts';
import { NO_MEMORY, type RowMemory } from '../state/memory.ts';
import { freshNormaliser, type Normaliser, withFeatures } from '../state/normaliser.ts';
import { choiceFlags, remember, stateElements, stateOf } from '../state/state.ts';
import type { LearnedTeam } from '../trained/learned-team.ts';

/** A team that steers rows of a run. */
export interface Team {
  /** Description of each number of its state. */
  readonly elements: readonly StateElement[];
  /** Positions of the rows that it steers. */
  readonly rows: readonly number[];
  /** Decides for an interval; in the order of its rows. */
  decide(interval: number): Promise<readonly Decision[]>;
  /** Takes decisions of its rows in which a person chose for some seats in place of its own: it learns from these. */
  obey(decided: readonly Decision[]): void;
  /** Learns from what came of the decisions, given in the order of its rows; says why they were made, and the rewards. */
  learn(figures: readonly RowInterval[]): Promise<readonly SteeredInterval[]>;
  snapshot(): Promise<TeamSnapshot>;
  /** Returns the team as it has learned so far, to be taken up by another run. Asked for where a run is over. */
  learned(): Promise<LearnedTeam>;
  restore(snapshot: TeamSnapshot): void;
  dispose(): void;
}

export interface TeamSnapshot {
  readonly controller: ControllerSnapshot;
  readonly normaliser: Normaliser;
  /** Memories of each of its rows. */
  readonly memories: readonly RowMemory[];
  /** Null: it is not curious. */
  readonly forward: ForwardModelSnapshot | null;
}

export interface TeamSetup {
  readonly team: TeamConfig;
  readonly rows: readonly number[];
  readonly seed: number;
  readonly intervals: number;
  readonly traits: DataTraits;
  readonly device: Device;
  /** The team as it learned in runs before; null: it did not. */
  readonly learned: LearnedTeam | null;
}

/** Opens a team. Throws a RangeError for a controller that there is not, and where what it has learned is another's. */
export function openTeam(setup: TeamSetup): Team {
  const { team, rows, intervals, traits, device, learned } = setup;
  const seed = ownSeed(setup.seed, learned?.individual);
  const { options, state: settings, reward } = team;
  if (learned && !isSameTeam(team, learned))
    throw new RangeError(`what the team '${team.name}' has learned is that of another team`);
  const learns = team.trained?.learns ?? true;
  const controls = learned?.settings ?? settingsOf(team);
  const episode = learned?.episodes ?? 0;
  const episodes = Math.max(learned?.planned ?? 1, episode + 1);
  const elements = stateElements(settings, options);
  const width = Math.max(1, elements.length);
  const context = { seed, options, rows: rows.length, episodes, intervals };
  const controller: Controller = openController(controls, context, elements, device);
  const flags = choiceFlags(null, options).length;
  const foretold = elements.filter(({ ago, group }) => ago === 0 && group !== 'choices').length;
  const forward: ForwardModel | null =
    reward.weights.curiosity > 0 && foretold > 0
      ? openForwardModel(device, { seed, rows: rows.length, width, foretold, flags })
      : null;
  if (learned?.learned) controller.restore(learned.learned);
  if (learned?.forward) forward?.restore(learned.forward);
  let normaliser: Normaliser = { ...(learned?.normaliser ?? freshNormaliser()), isFrozen: !learns };
  let memories: readonly RowMemory[] = rows.map(() => NO_MEMORY);
  let situations: readonly Situation[] = [];
  let decisions: readonly Decision[] = [];

  const seen = (memory: RowMemory): Float32Array => {
    const state = stateOf(memory, normaliser, settings, options);
    return state.length === width ? state : new Float32Array(width); // everything is switched off
  };

  async function surprisesOf(next: readonly Float32Array[]): Promise<readonly number[]> {
    if (!forward) return rows.map(() => 0);
    return forward.surprises(
      situations.map(({ state }, at) => ({
        state,
        flags: Float32Array.from(choiceFlags(decisions[at]?.choices ?? null, options)),
        next: next[at] as Float32Array, // one of each row
      })),
      learns,
    );
  }

  return {
    elements,
    rows,
    async decide(interval) {
      situations = memories.map((memory, row) => ({
        row,
        episode,
        interval,
        intervals,
        state: seen(memory),
        current: memory.choices,
        held: memory.held,
      }));
      decisions = await controller.decide(situations, learns);
      return decisions;
    },
    obey(decided) {
      decisions = decided;
    },
    async learn(figures) {
      const before = memories;
      memories = figures.map((each, row) =>
        remember(before[row] as RowMemory, each, { intervals, traits, settings }),
      );
      for (const { history } of memories) normaliser = withFeatures(normaliser, history[0] ?? []);
      const next = memories.map(seen);
      const surprises = await surprisesOf(next);
      const isLast = situations[0]?.interval === intervals - 1;
      const outcomes = figures.map((each, row) => ({
        figures: each,
        before: before[row] as RowMemory,
        after: memories[row] as RowMemory,
        isLast,
        surprise: surprises[row] as number,
      }));
      const rewards = outcomes.map((outcome) => rewardOf(outcome, reward));
      const experiences = situations.map((situation, row) => ({
        situation,
        decision: decisions[row] as Decision,
        reward: rewards[row]?.total as number,
        own: ownRewards(outcomes[row] as Outcome, rewards[row] as Reward),
        next: next[row] as Float32Array,
        isLast: isLast || (memories[row] as RowMemory).isOver,
      }));
      // that a row's numbers are no longer finite is learned once
      if (learns) await controller.learn(experiences.filter((_, row) => !before[row]?.isOver));
      return experiences.map(({ situation, decision }, row) => ({
        state: Array.from(situation.state),
        reasons: decision.reasons,
        reward: rewards[row] as SteeredInterval['reward'],
      }));
    },
    async snapshot() {
      const states = [await controller.snapshot(), (await forward?.snapshot()) ?? null] as const;
      return { controller: states[0], normaliser, memories, forward: states[1] };
    },
    async learned() {
      return {
        ...identityOf(team),
        ...(learned?.individual !== undefined && { individual: learned.individual }),
        settings: controls,
        runs: (learned?.runs ?? 0) + (learns ? rows.length : 0),
        episodes: episode + (learns ? 1 : 0),
        planned: Math.max(learned?.planned ?? 1, learns ? episode + 1 : episode),
        learned: await controller.snapshot(),
        normaliser: { ...normaliser, isFrozen: false },
        forward: (await forward?.snapshot()) ?? null,
      };
    },
    restore(snapshot) {
      controller.restore(snapshot.controller);
      if (snapshot.forward) forward?.restore(snapshot.forward);
      normaliser = snapshot.normaliser;
      memories = snapshot.memories;
    },
    dispose() {
      controller.dispose();
      forward?.dispose();
    },
  };
}

/** Seed of a team, of its own where it learns beside others of its kind. */
const ownSeed = (seed: number, individual: number | undefined): number =>
  individual === undefined ? seed : controllerKey(seed, 'individual', individual)[0];

/** Settings of a team that has learned nothing yet. */
function settingsOf({ controller, warmUp }: TeamConfig): ControllerSettings {
  const settings = controllerSettings(controller);
  return settings.kind === 'dqn' && warmUp !== undefined ? { ...settings, warmUp } : settings;
}
