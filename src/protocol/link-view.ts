import { type Controls, isControl, readControls } from './controls.ts';
import { readLesson, writeLesson } from './lesson.ts';

/** An agent in a generation. */
interface Place {
  readonly generation: number;
  readonly agent: number;
}

/** The part of a run that a link points at. */
export interface View {
  readonly tab?: string;
  /** The chart that is shown. */
  readonly chart?: string;
  /** Meaning of the genealogy's colours. */
  readonly colouring?: string;
  readonly selection?: Place;
  /** The agent beside the selected one. */
  readonly beside?: Place;
}

/** Matches the name of a chart or a hyperparameter. */
const NAME = /^[A-Za-z]\w{0,29}$/;

/** The parts of a link: tab, chart, colouring, selection, the agent beside it, hidden, locked, left open, lesson. */
export function writeView(
  { tab, chart, colouring, selection, beside }: View,
  { hidden, locked, open = [], lesson }: Controls,
): string[] {
  const parts: string[] = [];
  if (tab !== undefined) parts.push(`t=${tab}`);
  if (chart !== undefined) parts.push(`c=${chart}`);
  if (colouring !== undefined) parts.push(`l=${colouring}`);
  if (selection) parts.push(`g=${selection.generation}`, `a=${selection.agent}`);
  if (beside) parts.push(`b=${beside.generation}.${beside.agent}`);
  if (hidden.length > 0) parts.push(`h=${hidden.join(',')}`);
  if (locked.length > 0) parts.push(`k=${locked.join(',')}`);
  if (open.length > 0) parts.push(`u=${open.join(',')}`);
  if (lesson) parts.push(`m=${writeLesson(lesson)}`);
  return parts;
}

/**
 * Reads the parts of a view. They only concern how the page looks, so parts that cannot be read are listed and left
 * out.
 */
export function readView(parameters: URLSearchParams): {
  readonly view: View;
  readonly controls: Controls;
  readonly unread: readonly string[];
} {
  const tab = parameters.get('t') ?? '';
  const [chart, colouring] = [parameters.get('c') ?? '', parameters.get('l') ?? ''];
  const [generation, agent] = [parameters.get('g'), parameters.get('a')];
  const selection = placeOf(generation ?? '', agent ?? '');
  const other = parameters.get('b');
  const beside = placeOf(...partsOf(other ?? ''));
  const hidden = readControls(parameters.get('h') ?? '');
  const locked = readControls(parameters.get('k') ?? '').filter((name) => !hidden.includes(name));
  const open = readControls(parameters.get('u') ?? '');
  const part = parameters.get('m');
  const lesson = part === null ? null : readLesson(part);
  const strange = [...hidden, ...locked].filter((name) => !isControl(name));
  return {
    view: {
      ...(/^[a-z]{1,20}$/.test(tab) && { tab }),
      ...(NAME.test(chart) && { chart }),
      ...(NAME.test(colouring) && { colouring }),
      ...(selection && { selection }),
      ...(beside && { beside }),
    },
    controls: { hidden, locked, ...(open.length > 0 && { open }), ...(lesson && { lesson }) },
    unread: [
      ...((generation ?? agent) !== null && !selection
        ? [
            `The link points at agent ${quoted(agent)} in generation ${quoted(generation)}; both must be whole numbers.`,
          ]
        : []),
      ...(other !== null && !beside
        ? [
            `The link sets ${quoted(other)} beside the selected agent; it must be a generation and an agent, as 17.37.`,
          ]
        : []),
      ...(part !== null && !lesson
        ? ['The link holds a lesson that cannot be read: it was changed or cut off on its way.']
        : []),
      ...(strange.length > 0
        ? [
            `The link hides or locks ${strange.slice(0, 4).join(', ')}, which this page does not have.`,
          ]
        : []),
    ],
  };
}

/** Null where the texts are no numbers that a run could have. */
const placeOf = (generation: string, agent: string): Place | null =>
  /^\d{1,6}$/.test(generation) && /^\d{1,9}$/.test(agent)
    ? { generation: Number(generation), agent: Number(agent) }
    : null;

/** Splits a text at its first point. */
function partsOf(text: string): [string, string] {
  const at = text.indexOf('.');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

const quoted = (text: string | null): string => `'${(text ?? '').slice(0, 20)}'`;
