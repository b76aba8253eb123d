import type { FromEngine, ToEngine } from '#protocol/envelope.ts';
import type { Event } from '#protocol/messages.ts';
import { createFakeEngine } from '../../ui/fake-engine.ts';

/**
 * A worker in the place of the real engine: it grows a simulated history as fast as it is asked for. A run begins with
 * some of its generations at once and pauses. Each step then adds one; played, they come one by one.
 */

/** Generations with which a run begins; written before this script. */
declare const BEGIN_WITH: number;
/** The generation before which the GPU is lost; null: it is not. Written before this script too. */
declare const LOSE_AT: number | null;

const GENERATION_MS = 15;

/** Engine so slow that a long run too is still learning at its end, and so lucky that an elite is soon passed. */
const engine = createFakeEngine(({ generations }) => ({ learning: 16 / generations, luck: 60 }));
let generations = 0;

engine.addEventListener('message', ({ data }) => {
  const event = data as Event;
  if (event.kind === 'generation') generations = event.generation + 1;
  postMessage({ lab: null, event } satisfies FromEngine);
});

/** Ends with the generation; false if the run is paused or over. */
function generation(): boolean {
  const before = generations;
  while (generations === before) if (!engine.tick()) return false;
  return true;
}

function loseDevice(run: number): void {
  engine.emit({
    kind: 'recovered',
    run,
    generation: generations,
    device: {
      kind: 'wasm',
      description: 'WebAssembly',
      threads: 1,
      reason: 'The GPU was lost.',
      trials: [],
    },
    reason: 'its driver was reset',
  });
}

function play(): void {
  if (generation()) setTimeout(play, GENERATION_MS);
}

addEventListener('message', ({ data }: MessageEvent<ToEngine>) => {
  if (data.lab !== 'evolution') return;
  const { command } = data;
  engine.postMessage(command);
  if (command.kind === 'start') {
    generations = 0;
    while (generations < BEGIN_WITH) {
      if (generations === LOSE_AT) loseDevice(command.run);
      generation();
    }
    engine.postMessage({ kind: 'pause' });
  }
  if (command.kind === 'step') generation();
  if (command.kind === 'play') play();
});
