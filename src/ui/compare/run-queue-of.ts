import type { EngineClient } from '#protocol/client.ts';
import { createRunQueue, type RunQueue } from '#store/compare/run-queue.ts';
import type { Library } from '#store/library/library.ts';

let queue: RunQueue | null = null;

/** The queue of this page: runs go on while a person looks at something else. */
export function runQueueOf(openEngine: () => EngineClient, library: Library): RunQueue {
  queue ??= createRunQueue(openEngine, library);
  return queue;
}
