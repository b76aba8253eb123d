import type { Decision } from '#core/strategy/decision.ts';
import type { Choices } from '#core/strategy/seats.ts';
import type { Controller, ControllerContext } from '#strategy/controllers/controller.ts';

/** A simulated row: where it begins, its observation, and how choices move it. */
export interface World<State> {
  begin(row: number, episode: number): State;
  observe(state: State): Float32Array;
  step(state: State, choices: Choices): { readonly state: State; readonly reward: number };
}

/** A world that is the same in every interval, of which nothing is seen. */
export const game = (worth: (choices: Choices) => number): World<null> => ({
  begin: () => null,
  observe: () => Float32Array.of(1),
  step: (_, choices) => ({ state: null, reward: worth(choices) }),
});

export interface Played {
  /** Sum of rewards, of each episode and row. */
  readonly returns: number[][];
  /** Decisions of the last episode, of each row, by interval. */
  readonly decisions: Decision[][];
}

interface Way {
  readonly from?: number;
  readonly explores?: boolean;
  readonly learns?: boolean;
}

/** Steers rows through episodes of a world. */
export async function play<State>(
  controller: Controller,
  { rows, intervals }: Pick<ControllerContext, 'rows' | 'intervals'>,
  world: World<State>,
  episodes: number,
  { from = 0, explores = true, learns = true }: Way = {},
): Promise<Played> {
  const returns: number[][] = [];
  let decisions: Decision[][] = [];
  for (let episode = from; episode < from + episodes; episode++) {
    let runs = Array.from({ length: rows }, (_, row) => ({
      state: world.begin(row, episode),
      current: null as Choices | null,
      held: { augmentation: 0, optimizer: 0, schedule: 0, loss: 0 },
      sum: 0,
    }));
    decisions = runs.map(() => []);
    for (let interval = 0; interval < intervals; interval++) {
      const situations = runs.map(({ state, current, held }, row) => ({
        ...{ row, episode, interval, intervals, current, held },
        state: world.observe(state),
      }));
      const decided = await controller.decide(situations, explores);
      const steps = runs.map((run, row) => {
        const { choices } = decided[row] as Decision;
        decisions[row]?.push(decided[row] as Decision);
        const { current, held } = run;
        const stood = (seat: keyof Choices) =>
          current?.[seat] === choices[seat] ? held[seat] + 1 : 1;
        const after = world.step(run.state, choices);
        return {
          reward: after.reward,
          run: {
            state: after.state,
            current: choices,
            held: {
              augmentation: stood('augmentation'),
              optimizer: stood('optimizer'),
              schedule: stood('schedule'),
              loss: stood('loss'),
            },
            sum: run.sum + after.reward,
          },
        };
      });
      if (learns)
        await controller.learn(
          steps.map(({ reward, run }, row) => ({
            situation: situations[row] as (typeof situations)[number],
            decision: decided[row] as Decision,
            reward,
            own: { augmentation: reward, optimizer: reward, schedule: reward, loss: reward },
            next: world.observe(run.state),
            isLast: interval === intervals - 1,
          })),
        );
      runs = steps.map(({ run }) => run);
    }
    returns.push(runs.map(({ sum }) => sum));
  }
  return { returns, decisions };
}

/** The choices of every row at the end of what was played. */
export const lastChoices = ({ decisions }: Played): Choices[] =>
  decisions.map((row) => (row.at(-1) as Decision).choices);
