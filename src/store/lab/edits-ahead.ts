import { vectorSteps } from '#core/vector-steps.ts';
import type { Edit } from '#protocol/messages.ts';
import { same } from '../set-up/configuration.ts';
import type { LabState } from './lab-state.ts';
import type { EditPlace, LiveEdits } from './live-edits.ts';

type Shown = Pick<LabState, 'edits' | 'liveEdits' | 'progress' | 'generations' | 'config'>;

/**
 * The edits that a run has before it where it goes back to a point at which it had made the first `made`: those made
 * since, those that wait to be made, and what is left of the recorded ones. `sent`: without the recorded ones.
 */
export function editsAhead(
  state: Shown,
  made: number,
  recorded: readonly Edit[],
): { readonly ahead: readonly Edit[]; readonly sent: LiveEdits['sent'] } {
  const since = state.edits.slice(made);
  let place = since.reduce(later, nextPlace(state));
  const waiting = state.liveEdits.sent.map(({ values, at }) => {
    place = later(place, at ?? place);
    return { generation: place.generation, step: place.step, values };
  });
  const mine = [...since, ...waiting];
  const left = mine.reduce((others, edit) => {
    const at = others.findIndex((each) => isSame(each, edit));
    return at < 0 ? others : others.toSpliced(at, 1);
  }, recorded);
  const sent = mine.map(({ generation, step, values }) => ({ values, at: { generation, step } }));
  return { ahead: [...mine, ...left], sent };
}

/** An edit that was due between two steps is made with the later one. */
const isSame = (a: Edit, b: Edit): boolean =>
  a.generation === b.generation && same(a.values, b.values);

const later = (a: EditPlace, b: EditPlace): EditPlace =>
  b.generation > a.generation || (b.generation === a.generation && b.step > a.step) ? b : a;

/** The step before which a run can make an edit next, as far as the page knows. */
function nextPlace({ progress, generations, config }: Shown): EditPlace {
  const begun = { generation: generations, step: 0 };
  if (!progress || !config) return begun;
  const { generation, phase, done } = progress;
  if (phase === 'mutate') return later(begun, { generation: generation + 1, step: 0 });
  const steps = vectorSteps(config);
  const step = phase === 'train' ? Math.floor(done * steps) : steps + 1;
  return later(begun, { generation, step });
}
