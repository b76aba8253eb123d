import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { STRATEGY_PRESETS } from '#strategy/presets.ts';
import { SHIPPED_TEAMS } from '#strategy/trained/shipped-teams.ts';
import { type ComparedMethod, reached, teamPage } from '../../learning/team-table.ts';

test('a team has reached another’s end after a share of the updates, or never', () => {
  expect(reached([0.1, 0.3, 0.5, 0.6], [0.05, 0.1, 0.2, 0.3])).toBe(0.5);
  expect(reached([0.1, 0.2], [0.1, 0.3])).toBeNull();
  expect(reached([0.1, 0.2], [])).toBeNull();
});

const run = (method: string, seed: number, mAP: number): ComparedMethod => ({
  ...{ domain: 'd', seed, engine: '1', method, tail: 0.1, hash: '' },
  mAP,
  validation: [mAP / 2, mAP],
});

test('methods are compared with the team in pairs of the same seed', () => {
  const runs = [
    ...[run('team', 1, 0.5), run('team', 2, 0.6)],
    ...[run('random', 1, 0.3), run('random', 2, 0.4), run('random', 3, 0.9)],
    run('standard', 1, 0.2),
  ];
  const methods = [
    ['team', 'Team'],
    ['standard', 'Standard'],
    ['random', 'Random'],
  ] as const;
  const page = teamPage(methods, [{ domain: 'd', title: 'Somewhere', runs }]);
  const line = page.split('\n').find((each) => each.startsWith('| Random')) ?? '';
  expect(line.split('|').map((cell) => cell.trim())).toEqual([
    ...['', 'Random', '53.3', '+20.0 [+20.0, +20.0]', '10.0', '+0.0 [+0.0, +0.0]', '2', ''],
  ]);
  expect(page).toContain('in 1 of 1 pairs, after 50 % of the updates');
});

test('searches are compared among themselves, too, and it is said how many images they saw', () => {
  const searches = [
    ['best', 'Best of eight'],
    ['pbt', 'PBT'],
  ] as const;
  const methods = [['team', 'Team'] as const, ...searches];
  const runs = [run('team', 1, 0.5), run('best', 1, 0.6), run('pbt', 1, 0.7)];
  const pageOf = (some: typeof runs) =>
    teamPage(methods, [{ domain: 'd', title: 'Somewhere', runs: some }], searches);
  const lines = pageOf(runs).split('\n');
  expect(
    lines.filter((line) => line.startsWith('| PBT')).map((line) => line.split('|')[3]),
  ).toEqual([
    expect.stringContaining('−20.0'), // against the team, which sees fewer images
    expect.stringContaining('−10.0'),
  ]);
  expect(lines.join(' ')).toContain('eight times as many images');
  expect(pageOf(runs.slice(1))).toContain('random ahead by');
  expect(pageOf(runs.slice(2))).not.toContain('random ahead by'); // there is nothing to compare it with
  expect(pageOf(runs.slice(0, 1))).not.toContain('eight times as many images');
});

test('the page and the README say of the trained team what its recorded comparison came to', () => {
  const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
  const page = read('tests/learning/teams.md');
  const [scenes = ''] = page.split('\n## ').slice(1);
  const cells = (section: string, method: string) => {
    const line = section.split('\n').find((each) => each.startsWith(`| ${method}`)) ?? '';
    return line.split('|').map((cell) => cell.trim());
  };
  const ahead = (method: string) => (cells(scenes, method)[3] ?? '').split(' ')[0]?.slice(1) ?? '';
  const [random, standard, best] = ['Random', 'MAT-Agent', 'Best recipe'].map(ahead);
  const words = [
    SHIPPED_TEAMS[0]?.about,
    STRATEGY_PRESETS.find(({ id }) => id === 'trained-team')?.summary,
  ];
  for (const text of words) {
    expect(text).toMatch(
      new RegExp(`ten seeds.*\\b${random}\\b.*\\b${standard}\\b.*\\b${best}\\b`),
    );
    expect(cells(scenes, 'Random')[6]).toBe('10');
  }
  const readme = read('README.md');
  const ofPaper = read('src/ui/about/mat-agent.ts');
  for (const method of ['Best of eight', 'ASHA', 'TPE', 'PBT', 'PB2']) {
    const [, , , advantage = '?', , , pairs] = cells(scenes, method);
    expect(ofPaper).toContain(`(${advantage})`);
    expect(pairs).toBe('10');
  }
  expect(readme).toContain(` ${cells(scenes, 'The trained team')[2]} `);
  for (const method of ['Random', 'MAT-Agent', 'Best recipe', 'PBT'])
    expect(readme).toContain(`(${cells(scenes, method)[3] ?? '?'})`);
});
