import { markdownTable, mean, withInterval } from './recipe-table.ts';

/** A classifier trained by one method, as a line of JSON. Shares in [0, 1]. */
export interface ComparedMethod {
  readonly domain: string;
  readonly seed: number;
  readonly engine: string;
  readonly method: string;
  /** mAP on the validation images after each interval; empty: it was not written down. */
  readonly validation: readonly (number | null)[];
  /** On the test images, by the fast average of the weights. */
  readonly mAP: number | null;
  readonly tail: number | null;
  readonly hash: string;
}

const WORDS = `# A trained team compared

Classifiers of the default set-up (480 updates of 64 images, 20 intervals), each trained by one method: the team that comes
with the page, frozen, which learned from 64 such runs of other seeds ([its plan](recorded/teams/first.plan.json)); the best
of eight teams of networks that evolved through as many, of shorter training on smaller images, eight generations of eight,
each judged in one run more ([its plan](recorded/teams/evolved.plan.json), [its births](recorded/teams/evolved.jsonl); by
version 2 of strategy runs, in which new weights of a grown network took steps of up to 6.5 times the learning rate),
frozen, too; the paper's “Standard” recipe, with the learning rate of networks that begin from nothing;
random switching in every interval; and the best of the recipes that never change in [recipes.md](recipes.md). Those of a
seed see the same images in the same order and begin with the same weights, so they are compared in pairs. Given are means
on the test images in %, and the team's mean advantage with its 95 % interval (Student's t over the pairs). An interval
that holds 0 cannot be told from no difference. The constant rate was picked among eight recipes by these test images of
seeds 1 to 5, which favours it there; nothing else was chosen by test images.

\`npm run compare:teams\` runs what is missing and writes this page; the runs are in [recorded/teams](recorded/teams), those of
seeds 1 to 5 of the other methods in [recorded/recipes](recorded/recipes), which are the same to the bit.
`;

/** Words for tables where searches were run. */
const SEARCHED = `
A search trains eight classifiers, as many as the best of eight random recipes does, so it sees eight times as many images
as the other methods here. Counted is the one classifier that it chose by the validation images, which may itself have
trained for a part of the run: under ASHA and TPE because trials are shorter, under PBT and PB2 because one that made room
in a round before counts, too.
`;

export interface Compared {
  readonly domain: string;
  readonly title: string;
  readonly runs: readonly ComparedMethod[];
}

type Methods = readonly (readonly [id: string, name: string])[];

/**
 * The comparisons as a page of Markdown. `methods`: ids and names, the team first; `searches`: those that are compared
 * among themselves, too, each with the first.
 */
export function teamPage(
  methods: Methods,
  domains: readonly Compared[],
  searches: Methods = [],
): string {
  const parts = domains.flatMap(({ title, runs }) =>
    runs.length === 0
      ? []
      : [
          `\n## ${title}\n\n${tableOf(methods, runs, 'team')}${reachWords(runs)}`,
          searchWords(searches, runs),
        ],
  );
  return `${WORDS}${parts.join('')}`;
}

/** Says what a search is, where one was run, and compares the others with the first, which has as many images. */
function searchWords(searches: Methods, runs: readonly ComparedMethod[]): string {
  const [first] = searches;
  const wasRun = ([id]: Methods[number]) => runs.some(({ method }) => method === id);
  if (!first || !searches.some(wasRun)) return '';
  const canCompare = wasRun(first) && searches.slice(1).some(wasRun);
  return canCompare ? `${SEARCHED}\n${tableOf(searches, runs, 'random')}` : SEARCHED;
}

const percent = (share: number | null): number => 100 * (share ?? Number.NaN);

/** `other`: the name in the head of the first method, with which the others are compared. */
function tableOf(methods: Methods, runs: readonly ComparedMethod[], other: string): string {
  const first = methods[0]?.[0];
  const of = (id: string) => runs.filter(({ method }) => method === id);
  const rows = methods.flatMap(([id, name]) => {
    const own = of(id);
    if (own.length === 0) return [];
    const pairs = own.flatMap((run) => {
      const beside = of(first ?? '').find(({ seed }) => seed === run.seed);
      return beside ? [[beside, run] as const] : [];
    });
    const cells = (['mAP', 'tail'] as const).flatMap((figure) => [
      mean(own.map((run) => percent(run[figure]))).toFixed(1),
      id === first || pairs.length === 0
        ? ''
        : withInterval(pairs.map(([a, run]) => percent(a[figure]) - percent(run[figure]))),
    ]);
    return [[name, ...cells, String(id === first ? own.length : pairs.length)]];
  });
  const ahead = `${other} ahead by`;
  const head = ['Method', 'mAP', ahead, 'Tail', ahead, 'pairs'];
  return markdownTable([head, ...rows]);
}

/** After which share of the updates the team had as much mAP on the validation images as “Standard” at its end. */
export function reached(
  team: readonly (number | null)[],
  standard: readonly (number | null)[],
): number | null {
  const goal = standard.at(-1) ?? null;
  if (goal === null || team.length === 0) return null;
  const at = team.findIndex((mAP) => mAP !== null && mAP >= goal);
  return at < 0 ? null : (at + 1) / team.length;
}

function reachWords(runs: readonly ComparedMethod[]): string {
  const shares = runs
    .filter(({ method }) => method === 'team')
    .flatMap((team) => {
      const standard = runs.find(
        ({ method, seed, validation }) =>
          method === 'standard' && seed === team.seed && validation.length > 0,
      );
      return standard ? [reached(team.validation, standard.validation)] : [];
    });
  if (shares.length === 0) return '';
  const got = shares.filter((share) => share !== null);
  const words = got.length === 0 ? '' : `, after ${Math.round(100 * mean(got))} % of the updates`;
  return `\nThe team had “Standard”'s last mAP on the validation images in ${got.length} of ${shares.length} pairs${words} on average${got.length === 0 ? '' : `, at most ${Math.round(100 * Math.max(...got))} %`}.\n`;
}
