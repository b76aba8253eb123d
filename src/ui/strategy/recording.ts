import { readStrategyRecording, type StrategyRecording } from '#protocol/strategy-recording.ts';
import { onceLoaded } from '#store/once-loaded.ts';
import { fetchJson } from '../landing/recorded-run.ts';

/** The run that plays on the first visit, made by `npm run strategy -- --out public/runs/strategy.json`. */
export const loadStrategyRecording = onceLoaded(
  async (): Promise<StrategyRecording> => readStrategyRecording(await fetchJson('strategy.json')),
);

/** Says in a sentence what the recording shows, by its own figures. */
export function recordingSentence({ started, finished }: StrategyRecording): string {
  const { rows, training } = started.config;
  const shares = finished.tests.map(({ fast }) => fast.mAP ?? 0);
  const tails = finished.tests.map(({ fast }) => fast.tail ?? 0);
  const [first, tail] = [largest(shares), largest(tails)];
  const name = (row: number) => `“${rows[row]?.name ?? ''}”`;
  const all = `${rows.length} small classifiers learned the same images for ${training.steps} updates, each under its own recipe`;
  const points = (share: number | undefined) => Math.round((share ?? 0) * 100);
  const best = `${name(first)} recognized most (${points(shares[first])} % mAP)`;
  const rare = `the rare classes ${
    first === tail ? 'too' : `were found best by ${name(tail)}`
  } (${points(tails[tail])} %, against ${points(tails[0])} % of ${name(0)})`;
  return `A recording: ${all}. ${best}; ${rare}.`;
}

const largest = (values: readonly number[]): number =>
  values.reduce((best, value, at) => (value > (values[best] ?? 0) ? at : best), 0);
