import type { Birth, Family, Mutation } from '#core/lineage.ts';
import { FAMILIES, NO_MUTATION } from '#core/lineage.ts';
import type { RunConfig } from '#core/run-config.ts';
import { type Event, PHASES } from '#protocol/messages.ts';

interface Agent {
  readonly id: number;
  readonly skill: number;
  readonly values: Record<string, number>;
  readonly hidden: readonly number[];
  readonly activation: string;
}

/** Settings of a simulated run. */
export interface FakeLife {
  /** Factor of what one generation teaches. */
  readonly learning: number;
  /** Within how much fitness differs by chance. */
  readonly luck: number;
}

/** A simulated run, phase by phase. */
export interface Simulation {
  readonly run: number;
  /** Configuration that it began with. */
  readonly config: RunConfig;
  generation(): number;
  started(): Extract<Event, { kind: 'started' }>;
  phase(): { readonly events: readonly Event[]; readonly phase: (typeof PHASES)[number] };
  frame(agent: number | null, steps: number): Event;
}

export function createSimulation(
  run: number,
  config: RunConfig,
  lifeOf: (config: RunConfig) => FakeLife,
): Simulation {
  const { learning, luck } = lifeOf(config);
  const draw = random(config.seed);
  const names = Object.keys(config.hyperparameters);
  let nextId = 0;
  let generation = 0;
  let at = 0;
  let population: Agent[] = Array.from({ length: config.populationSize }, () => ({
    id: nextId++,
    skill: draw() * 12,
    values: Object.fromEntries(
      names.map((name) => [name, config.hyperparameters[name]?.value ?? 0]),
    ),
    hidden: [...config.network.headHidden],
    activation: config.network.activation,
  }));
  const founders: Birth[] = population.map(({ id }) => ({
    id,
    parent: null,
    generation: 0,
    mutation: NO_MUTATION,
  }));

  function child(parent: Agent): { agent: Agent; mutation: Mutation } {
    const family = drawFamily(config, draw);
    const agent = {
      ...parent,
      id: nextId++,
      values: { ...parent.values },
      hidden: [...parent.hidden],
    };
    let { skill, activation } = parent;
    skill += (draw() * 14 - 2) * learning;
    let mutation: Mutation = { family, method: '', changes: [] };
    if (family === 'hyperparameter') {
      const name = names[Math.floor(draw() * 2)] as string; // two of them evolve
      const range = config.hyperparameters[name];
      const from = agent.values[name] ?? 0;
      const to = Math.min(range?.max ?? from, from * (draw() < 0.5 ? 0.8 : 1.2));
      agent.values[name] = to;
      mutation = { family, method: name, changes: [{ path: name, from, to }] };
    } else if (family === 'architecture') {
      const layer = Math.floor(draw() * agent.hidden.length);
      if (draw() < 0.25 && agent.hidden.length < 3) {
        const to = agent.hidden.at(-1) ?? 64;
        agent.hidden.push(to);
        const path = `online.head.hidden[${agent.hidden.length - 1}]`;
        mutation = { family, method: 'head.addLayer', changes: [{ path, from: null, to }] };
      } else {
        const from = agent.hidden[layer] ?? 64;
        const to = from > 200 || draw() < 0.4 ? Math.max(16, from - 16) : from + 32;
        agent.hidden[layer] = to;
        const path = `online.head.hidden[${layer}]`;
        mutation = { family, method: 'head.addNode', changes: [{ path, from, to }] };
      }
    } else if (family === 'activation') {
      const from = activation;
      activation = from === 'relu' ? 'elu' : from === 'elu' ? 'gelu' : 'relu';
      mutation = {
        family,
        method: activation,
        changes: ['encoder', 'head'].map((part) => ({
          path: `online.${part}.activation`,
          from,
          to: activation,
        })),
      };
    } else if (family === 'parameters') skill += (draw() * 16 - 9) * learning;
    return { agent: { ...agent, skill, activation }, mutation };
  }

  function evolve(): Event[] {
    const size = population.length;
    const noise = population.map(() => (draw() - 0.5) * luck);
    const fitness = Float64Array.from(population, ({ skill }, i) => {
      if (draw() < 0.002) return Number.NaN;
      return Math.min(500, Math.max(9, 20 + skill ** 1.35 + (noise[i] ?? 0)));
    });
    const better = (a: number, b: number) =>
      (fitness[b] ?? 0) > (fitness[a] ?? 0) || Number.isNaN(fitness[a]) ? b : a;
    const best = population.reduce((champion, _, i) => better(champion, i), 0);
    const solved = config.target.enabled && (fitness[best] ?? 0) >= config.target.fitness;
    const last = solved || generation + 1 >= config.generations;
    const tournaments = Array.from({ length: size - 1 }, () => {
      const drawn = [Math.floor(draw() * size), Math.floor(draw() * size)];
      return { drawn, winner: drawn.reduce(better) };
    });
    const children = tournaments.map(({ winner }) => child(population[winner] as Agent)); // winner < size
    const births = tournaments.map(({ winner }, i) => ({
      id: children[i]?.agent.id ?? -1,
      parent: population[winner]?.id ?? null,
      generation: generation + 1,
      mutation: children[i]?.mutation ?? NO_MUTATION,
    }));
    const elite = population[best] as Agent; // best < size
    const next = [
      { ...elite, skill: elite.skill + draw() * 3 * learning },
      ...children.map(({ agent }) => agent),
    ];
    const event: Event = {
      kind: 'generation',
      run,
      generation,
      ids: Int32Array.from(population, ({ id }) => id),
      fitness,
      hyperparameters: Float64Array.from(
        population.flatMap(({ values }) => names.map((name) => values[name] ?? 0)),
      ),
      diverged: Int32Array.from(population.keys()).filter((slot) => Number.isNaN(fitness[slot])),
      parameters: Int32Array.from(
        population,
        ({ hidden }) => 2500 + hidden.reduce((sum, n) => sum + n * 33, 0),
      ),
      metrics: {
        loss: Float64Array.from(population, ({ skill }) => 40 / (10 + skill)),
        tdError: Float64Array.from(population, ({ skill }) => Math.sqrt(40 / (10 + skill))),
      },
      tournaments,
      next: Int32Array.from(last ? [] : next, ({ id }) => id),
      births: last ? [] : births,
      steps: (generation + 1) * size * config.training.stepsPerGeneration,
      elapsedMs: (generation + 1) * (180 + 40 * Math.sin(generation)),
      hash: hashOf(config.seed, generation),
    };
    const checkpoint: Event = {
      kind: 'checkpoint',
      run,
      checkpoint: {
        engine: '1',
        config,
        initial: config,
        edits: [],
        replay: [],
        generation: generation + 1,
        state: null,
      },
    };
    generation++;
    if (last)
      return [
        event,
        {
          kind: 'finished',
          run,
          reason: solved ? 'target' : 'generations',
          hash: event.hash,
        },
      ];
    population = next;
    return [event, checkpoint];
  }

  return {
    run,
    config,
    generation: () => generation,
    started: () => ({
      kind: 'started',
      run,
      config,
      initial: config,
      edits: [],
      device: {
        kind: 'wasm',
        description: 'WebAssembly SIMD, 2 threads',
        threads: 2,
        reason: 'It was chosen by hand.',
        trials: [],
      },
      founders,
    }),
    phase() {
      const phase = PHASES[at] as (typeof PHASES)[number]; // at < 4
      at = (at + 1) % PHASES.length;
      const size = population.length;
      const progress: Event = {
        kind: 'progress',
        run,
        generation,
        phase,
        done: 1,
        steps: (generation + 1) * size * config.training.stepsPerGeneration,
        updates: generation * size * 250,
        stepsPerSecond: 12_400,
        updatesPerSecond: 3100,
        elapsedMs: generation * 200,
      };
      return { phase, events: phase === 'mutate' ? [progress, ...evolve()] : [progress] };
    },
    frame(agent, steps) {
      const length = steps % 500;
      const x = Math.sin(steps / 60);
      const angle = 0.12 * Math.sin(steps / 17);
      return {
        kind: 'frame',
        run,
        agent: agent ?? population[0]?.id ?? 0,
        episodeReturn: length,
        episodeLength: length,
        action: angle > 0 ? 'right' : 'left',
        over: length === 499,
        scene: {
          view: { left: -2.4, right: 2.4, bottom: -0.5, top: 1.6 },
          shapes: [
            {
              kind: 'line',
              points: [
                [-2.4, 0],
                [2.4, 0],
              ],
              ink: 'ground',
              width: 0.02,
            },
            { kind: 'rectangle', x, y: 0.1, width: 0.5, height: 0.25, angle: 0, ink: 'body' },
            {
              kind: 'line',
              points: [
                [x, 0.2],
                [x + Math.sin(angle), 0.2 + Math.cos(angle)],
              ],
              ink: 'limb',
              width: 0.09,
            },
            { kind: 'disc', x, y: 0.2, radius: 0.06, ink: 'joint' },
          ],
        },
      };
    },
  };
}

function drawFamily({ mutation }: RunConfig, draw: () => number): Family {
  let left = draw() * FAMILIES.reduce((sum, family) => sum + mutation[family], 0);
  for (const family of FAMILIES) {
    left -= mutation[family];
    if (left < 0) return family;
  }
  return 'none';
}

export const hashOf = (seed: number, generation: number) =>
  (((seed * 2654435761) ^ (generation * 40503)) >>> 0).toString(16).padStart(8, '0').repeat(2);

/** Mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
