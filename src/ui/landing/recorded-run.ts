import { maximum } from '#core/statistics.ts';
import {
  controlOf,
  generationEvent,
  type RecordedGeneration,
  type Recording,
  readRecording,
} from '#protocol/recording.ts';
import { createHistory, type History } from '#store/history/history.ts';

/** A recording and the history that its events make. */
export interface RecordedRun {
  readonly recording: Recording;
  readonly history: History;
}

let loading: Promise<RecordedRun> | null = null;
let opened: Recording | null = null;

/** Fetches the recording of the first page, once. Rejects with an Error that says what is wrong. */
export function loadRecordedRun(): Promise<RecordedRun> {
  loading ??= fetchJson('cartpole.json').then((data) => {
    const recording = readRecording(data);
    opened = recording;
    return { recording, history: historyOf(recording) };
  });
  return loading;
}

/** Engine, configuration and best fitness by generation of the recorded run's control; null before a recording is fetched. */
export function openedControl() {
  if (!opened) return null;
  const { engine, config, control } = opened;
  const best = control.generations.map(({ fitness }) => bestOf(fitness));
  return { engine, config: controlOf(config), best };
}

/** The best fitness of a recorded generation, diverged agents left out. */
export const bestOf = (fitness: RecordedGeneration['fitness']): number =>
  maximum(fitness.filter((value) => value !== null));

/** Fetches a JSON file from the folder of recorded runs. */
export async function fetchJson(name: string): Promise<unknown> {
  const response = await fetch(new URL(`runs/${name}`, document.baseURI));
  if (!response.ok) throw new Error(`${name}: ${response.status} ${response.statusText}`);
  return response.json();
}

export function historyOf(recording: Recording): History {
  const names = recording.algorithm.hyperparameters.map(({ name }) => name);
  const history = createHistory(0, names, recording.founders);
  for (const generation of recording.generations.keys())
    history.append(generationEvent(recording, generation));
  return history;
}

/** Number of children of each agent in the next generation, by slot; the agent itself counts where it lives on. */
export function offspring(history: History, generation: number): readonly number[] {
  const counts = new Array<number>(history.size(generation)).fill(0);
  if (generation + 1 >= history.generations) return counts;
  for (let slot = 0; slot < history.size(generation + 1); slot++) {
    const parent = history.parentSlot(generation + 1, slot);
    if (parent >= 0) counts[parent] = (counts[parent] ?? 0) + 1;
  }
  return counts;
}
