import { generationNumber } from '#core/generation-number.ts';
import type { History } from '../history/history.ts';
import type { LabState } from './lab-state.ts';
import type { Pointed } from './view-state.ts';

type Part = Partial<LabState>;

/** Selects an agent; null follows the best again, and sets nobody beside it. */
export function withSelection({ run, inspected }: LabState, pointed: Pointed | null): Part {
  return {
    selection: pointed && { ...pointed, run },
    // Shown again later, it would not be asked for twice.
    ...(pointed && pointed.agent !== inspected?.agent && { inspected: null }),
    awaited: null,
    ...(!pointed && { beside: null, awaitedBeside: null }),
  };
}

export const withBeside = ({ run }: LabState, pointed: Pointed | null): Part => ({
  beside: pointed && { run, generation: pointed.generation, agent: pointed.agent },
  awaitedBeside: null,
});

export const withNotice = ({ notices, noticeCount }: Notices, text: string): Notices => ({
  notices: [...notices, { id: noticeCount + 1, text }],
  noticeCount: noticeCount + 1,
});

type Notices = Pick<LabState, 'notices' | 'noticeCount'>;

/** Selects the agent that a link points at, and sets beside it the other one that it names, once both have been evaluated. */
export function withAwaited(state: LabState, history: History | null): Part {
  let part: Part = {};
  const settle = (pointed: Pointed | null, show: (found: Pointed | null) => Part) => {
    if (!pointed || !history || history.generations <= pointed.generation) return;
    const lived = history.slotOf(pointed.generation, pointed.agent) >= 0;
    part = { ...part, ...show(lived ? pointed : null) };
    if (!lived) part = { ...part, ...withNotice({ ...state, ...part }, missing(pointed)) };
  };
  settle(state.awaited, (found) => (found ? withSelection(state, found) : { awaited: null }));
  settle(state.awaitedBeside, (found) => withBeside(state, found));
  return part;
}

const missing = ({ generation, agent }: Pointed): string =>
  `The link points at agent ${agent} in generation ${generationNumber(generation)}, which has none such.`;
