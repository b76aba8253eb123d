import type { Catalog } from '#core/catalog.ts';
import { generationNumber } from '#core/generation-number.ts';
import type { Lab } from '../lab/lab.ts';
import type { LabState } from '../lab/lab-state.ts';
import { failureWords } from '../words/failure-words.ts';
import { shortNumber } from '../words/mutation-words.ts';
import { isResumable, type Library } from './library.ts';

/** The engine's catalog, once it is there. */
export function catalogOf(lab: Lab): Promise<Catalog> {
  lab.wake();
  return new Promise((resolve, reject) => {
    const look = ({ catalog, status }: LabState) => {
      if (catalog) resolve(catalog);
      else if (status.kind === 'failed') reject(new Error(status.message));
      else return false;
      return true;
    };
    if (look(lab.store.getState())) return;
    const stop = lab.store.subscribe((state) => {
      if (look(state)) stop();
    });
  });
}

/** Shows a run of the library in the lab. Returns the fault as a sentence; null: it is shown. */
export const openRun = (...opening: Parameters<typeof show>): Promise<string | null> =>
  show(...opening).catch((error: unknown) => failureWords('This run could not be opened', error));

async function show(
  lab: Lab,
  library: Library,
  id: string,
  { paused }: { readonly paused: boolean },
): Promise<string | null> {
  const catalog = await catalogOf(lab);
  if (lab.store.getState().runId === id) return null;
  const loaded = await library.load(id, catalog);
  if (loaded.kind === 'missing') return 'This run is no longer in the library.';
  if (loaded.kind === 'damaged')
    return `This run cannot be opened. ${loaded.message} The others are not touched.`;
  const { run } = loaded;
  const { record, problem } = run;
  const active = (await library.claims.taken()).has(id);
  const goesOn = !active && isResumable(record, catalog) && run.checkpoint !== null;
  lab.setUp(record.config, record.preset);
  const mayGoOn = goesOn || (!active && record.end !== null);
  const opened = await lab.open(mayGoOn ? run : { ...run, checkpoint: null }, { paused });
  if (!opened) return 'This run could not be opened.';
  if (active)
    lab.notify(
      'This run goes on elsewhere: in another tab, or in the queue of “Compare”. Here you see what is kept of it so far.',
    );
  else if (record.end === null && record.engine !== catalog.engine)
    lab.notify(
      `Engine ${record.engine} made this run, and it does not go on with engine ${catalog.engine}. You can look at it, and run its settings again.`,
    );
  else if (problem !== null)
    lab.notify(`This run cannot go on, but you can look at it. ${sentence(problem)}`);
  else if (goesOn && paused)
    lab.notify(
      `Play goes on at generation ${shortNumber(generationNumber(record.checkpoint ?? 0))}.`,
    );
  return null;
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
