import type { Command, Event } from '#protocol/messages.ts';
import { createFakeEngine } from '../../ui/fake-engine.ts';

/**
 * A worker in the place of the real engine: it grows a simulated history as fast as it is asked for. A run begins with
 * all but the last {@link HELD_BACK} of its generations at once and pauses; each step then adds one.
 */

const HELD_BACK = 100;

/** So slow that a long run too is still learning at its end, and so lucky that an elite is soon passed. */
const engine = createFakeEngine(({ generations }) => ({ learning: 16 / generations, luck: 60 }));
let generations = 0;
let held = 0;

engine.addEventListener('message', ({ data }) => {
  const event = data as Event;
  if (event.kind === 'generation') generations = event.generation + 1;
  postMessage(event);
});

addEventListener('message', ({ data }: MessageEvent<Command>) => {
  engine.postMessage(data);
  if (data.kind === 'start') {
    generations = 0;
    held = Math.max(1, data.config.generations - HELD_BACK);
    while (generations < held && engine.tick()) {
      // to where it is held
    }
    engine.postMessage({ kind: 'pause' });
  }
  if (data.kind === 'step' || data.kind === 'play')
    while (engine.tick()) {
      // to the end of the step, or of the run
    }
});
