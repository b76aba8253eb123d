import { dqn } from '#algorithms/dqn.ts';
import { ippo } from '#algorithms/ippo.ts';
import { maddpg } from '#algorithms/maddpg.ts';
import { matd3 } from '#algorithms/matd3.ts';
import type { Preset } from '#core/catalog.ts';
import type { RunConfig } from '#core/run-config.ts';
import { BASE, hyperparameters, settings } from './presets/base.ts';
import { CLASSIC_CONTROL } from './presets/classic-control.ts';
import { LUNAR_LANDER } from './presets/lunar-lander.ts';
import { ON_POLICY } from './presets/on-policy.ts';

/**
 * Settings of teams that learn from a replay buffer: rewards come soon, and updates may be rare where critics see
 * everything.
 */
const TALK = {
  populationSize: 4,
  generations: 30,
  network: { ...BASE.network, latent: 64 },
  training: {
    stepsPerGeneration: 8000,
    environmentsPerAgent: 8,
    replayCapacity: 100_000,
    learningDelay: 2000,
  },
  evaluation: { episodes: 100 }, // each with its own goal and places, which differ much in how far there is to go
  mutation: { ...BASE.mutation, none: 0.5, parameters: 0.1, preTraining: false },
  target: { enabled: false, fitness: -25 },
} satisfies Partial<RunConfig>;
const TALK_VALUES = {
  learningRateActor: { value: 1e-3 },
  learningRateCritic: { value: 3e-3 },
  batchSize: { value: 128, max: 256 },
  learnStep: { value: 25, min: 10, max: 100 },
};

/** Presets on offer; the first is what a visitor sees. Published ones never change: links hold differences from them. */
export const PRESETS: readonly Preset[] = [
  ...CLASSIC_CONTROL,
  ...LUNAR_LANDER,
  ...ON_POLICY,
  {
    id: 'speaker-listener-matd3',
    title: 'Speaker and listener with MATD3',
    summary:
      'One sees where to go and cannot move, the other can move and does not see. Four teams agree on what three words mean: minutes, not seconds.',
    config: {
      ...BASE,
      ...TALK,
      environment: 'simple_speaker_listener_v4',
      algorithm: 'matd3',
      hyperparameters: hyperparameters(matd3.declaration, TALK_VALUES),
      settings: settings(matd3.declaration, {}),
    },
  },
  {
    id: 'speaker-listener-maddpg',
    title: 'Speaker and listener with MADDPG',
    summary: 'The same two, each taught by a critic that sees what both see and do.',
    config: {
      ...BASE,
      ...TALK,
      environment: 'simple_speaker_listener_v4',
      algorithm: 'maddpg',
      hyperparameters: hyperparameters(maddpg.declaration, TALK_VALUES),
      settings: settings(maddpg.declaration, {}),
    },
  },
  {
    id: 'tag-matd3',
    title: 'Tag, scripted prey, with MATD3',
    summary:
      'Three predators, slower than a prey that runs from the nearest of them until that one is upon it, close in on it, each by what it sees alone. Touches are rare at first, so they are also paid for being near.',
    config: {
      ...BASE,
      ...TALK,
      environment: 'simple_tag_v3 (scripted prey)',
      environmentOptions: { shaped: true },
      algorithm: 'matd3',
      generations: 40,
      // Touches are rare and weigh a hundred times what a move changes: many steps per update tell moves apart.
      training: {
        stepsPerGeneration: 16_000,
        environmentsPerAgent: 32,
        replayCapacity: 300_000,
        learningDelay: 10_000,
      },
      mutation: {
        ...TALK.mutation,
        none: 0.8,
        architecture: 0.1,
        parameters: 0,
        hyperparameter: 0.1,
      },
      hyperparameters: hyperparameters(matd3.declaration, {
        learningRateActor: { value: 1e-3, min: 1e-4, max: 2e-3 },
        learningRateCritic: { value: 3e-3, min: 1e-3, max: 1e-2 },
        batchSize: { value: 256, min: 128 },
        learnStep: { value: 50, min: 25, max: 100 },
        tau: { value: 0.05 },
      }),
      // Without it they soon know two directions only, and never try the others again.
      settings: settings(matd3.declaration, { shareNetworks: true, logitPenalty: 0.01 }),
      target: { enabled: false, fitness: 10 },
    },
  },
  {
    id: 'adversary-maddpg',
    title: 'Adversary with MADDPG',
    summary:
      'Two good agents know the goal and an adversary does not: they are paid while it is far and one of them near, so they learn to cover both landmarks while it learns to guess. Teams are selected by what their good agents get against the adversaries of all teams.',
    config: {
      ...BASE,
      ...TALK,
      environment: 'simple_adversary_v3',
      algorithm: 'maddpg',
      evaluation: { ...TALK.evaluation, fitness: 'agent' },
      hyperparameters: hyperparameters(maddpg.declaration, TALK_VALUES),
      settings: settings(maddpg.declaration, {}),
      target: { enabled: false, fitness: 20 },
    },
  },
  {
    id: 'connect-four-dqn',
    title: 'Connect Four by self-play with DQN',
    summary:
      'Two agents learn to put four discs in a line, mostly against a player who looks one step ahead, also against themselves and their ancestors; lines that are still open are paid, too. Training takes some five minutes; then play against one.',
    config: {
      ...BASE,
      environment: 'connect_four_self_play',
      algorithm: 'dqn',
      populationSize: 2,
      generations: 45,
      // Moves differ by little beside what the other may do next: larger steps follow that noise.
      hyperparameters: hyperparameters(dqn.declaration, {
        learningRate: { value: 4e-4, min: 1e-4, max: 1e-3 },
        batchSize: { value: 128, min: 64, max: 128 },
        learnStep: { value: 8, min: 4, max: 8 },
        gamma: { value: 0.97 },
        tau: { value: 0.01 },
      }),
      settings: settings(dqn.declaration, {}),
      environmentOptions: { oneStepShare: 0.7, selfShare: 0.1, randomShare: 0.1, shaping: 1 },
      // a line of four fits into a filter, wherever it lies
      network: { ...BASE.network, filters: 64, latent: 64 },
      training: {
        stepsPerGeneration: 8192,
        environmentsPerAgent: 16,
        replayCapacity: 100_000,
        learningDelay: 1000,
      },
      evaluation: { episodes: 100 },
      champion: { episodes: 100 },
      mutation: {
        ...BASE.mutation,
        none: 0.7,
        architecture: 0,
        parameters: 0,
        hyperparameter: 0.3,
      },
      target: { enabled: true, fitness: 0.9 },
    },
  },
  {
    id: 'spread-ippo',
    title: 'Spread with IPPO',
    summary:
      'Three agents with one policy between them share three landmarks out without a word, and without touching.',
    config: {
      ...BASE,
      ...TALK,
      environment: 'simple_spread_v3',
      algorithm: 'ippo',
      generations: 60,
      network: { ...TALK.network, latent: 32 },
      training: { ...TALK.training, environmentsPerAgent: 16 },
      evaluation: { episodes: 50 },
      hyperparameters: hyperparameters(ippo.declaration, {
        learnStep: { value: 800, min: 200, max: 1600 },
        batchSize: { value: 200 },
        epochs: { value: 4 },
        gamma: { value: 0.95 },
        entropyCoefficient: { value: 0.005 },
      }),
      settings: settings(ippo.declaration, { valueClip: 100 }),
      target: { enabled: false, fitness: -40 },
    },
  },
  {
    id: 'spread-maddpg',
    title: 'Spread with MADDPG',
    summary:
      'Three agents with one policy share three landmarks out, taught by a critic that sees what all see and do. Two teams learn side by side, for minutes.',
    config: {
      ...BASE,
      ...TALK,
      environment: 'simple_spread_v3',
      algorithm: 'maddpg',
      populationSize: 2,
      generations: 100,
      training: {
        stepsPerGeneration: 8000,
        environmentsPerAgent: 32,
        replayCapacity: 150_000,
        learningDelay: 4000,
      },
      evaluation: { episodes: 50 },
      mutation: {
        ...TALK.mutation,
        none: 0.85,
        architecture: 0.05,
        parameters: 0,
        hyperparameter: 0.1,
      },
      hyperparameters: hyperparameters(maddpg.declaration, {
        learningRateActor: { value: 1e-3, min: 2e-4, max: 4e-3 },
        learningRateCritic: { value: 5e-3, min: 1e-3, max: 1e-2 },
        batchSize: { value: 256, min: 128 },
        learnStep: { value: 50, min: 25, max: 100 },
        gamma: { value: 0.9 },
        tau: { value: 0.05 },
      }),
      settings: settings(maddpg.declaration, { shareNetworks: true, logitPenalty: 0.001 }),
      target: { enabled: false, fitness: -40 },
    },
  },
];
