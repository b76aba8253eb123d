import type { Job, Searcher } from '#search/searcher.ts';
import type { Point, Space } from '#search/space.ts';

export const SPACE: Space = {
  optimizer: { kind: 'choice', choices: ['adam', 'sgd', 'lion'] },
  rate: { kind: 'logReal', low: 1e-4, high: 1 },
};

/** Recipes of choices alone, of which two that are the same train the same. */
export const CHOICES: Space = {
  augmentation: {
    kind: 'choice',
    choices: ['none', 'basic', 'colour', 'cutout', 'mixup', 'cutmix'],
  },
  optimizer: { kind: 'choice', choices: ['sgd', 'adam', 'adamW', 'lion'] },
  schedule: { kind: 'choice', choices: ['constant', 'step', 'cosine', 'oneCycle', 'linear'] },
  loss: { kind: 'choice', choices: ['bce', 'focal', 'asl', 'cb', 'db'] },
};

/** Worth of a recipe: choices that stand late in their list are worth more. */
export const lateness: Train = (_, point, until) => ({
  until,
  worth: Object.entries(CHOICES).reduce(
    (sum, [name, each]) =>
      sum + (each.kind === 'choice' ? each.choices.indexOf(point[name] as string) : 0),
    0,
  ),
});

/** Training of a trial: the configurations it went through, and up to which training. */
export interface Trained {
  readonly until: number;
  readonly worth: number;
}

const UNTRAINED: Trained = { until: 0, worth: 0 };

/** Trains a trial further under a point. */
export type Train = (from: Trained, point: Point, until: number) => Trained;

/** Runs a search to its end, so many jobs at a time; returns its jobs with their scores, in order. */
export function run(
  searcher: Searcher,
  train: Train,
  workers = 4,
  jobs = Infinity,
): (Job & { readonly score: number })[] {
  const trained = new Map<number, Trained>();
  const done: (Job & { readonly score: number })[] = [];
  while (!searcher.isDone && done.length < jobs) {
    const underway: { job: Job; result: Trained }[] = [];
    for (let job = searcher.ask(); job; job = underway.length < workers ? searcher.ask() : null) {
      const from = job.from === null ? UNTRAINED : (trained.get(job.from) ?? UNTRAINED);
      underway.push({ job, result: train(from, job.point, job.until) });
    }
    if (underway.length === 0) throw new Error('the search waits for nothing');
    for (const { job, result } of underway) {
      trained.set(job.trial, result);
      const { trial, until } = job;
      searcher.tell({ trial, until, score: result.worth });
      done.push({ ...job, score: result.worth });
    }
  }
  return done;
}

/** Worth most with Lion at a rate of 0.01, whatever the training. */
export const quadratic = ({ optimizer, rate }: Point): number => {
  const off = Math.log10(rate as number) + 2;
  return -off * off - (optimizer === 'lion' ? 0 : optimizer === 'sgd' ? 1 : 2);
};

export const still: Train = (_, point, until) => ({ until, worth: quadratic(point) });

export const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
