import { expect, test } from 'vitest';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import type { TeamFile } from '#core/strategy/trained-team.ts';
import { keptTeamsOf } from '#store/strategy/kept-teams.ts';
import {
  createTeamFiles,
  trainedChoices,
  withTrained,
  withUntrained,
} from '#store/strategy/trained-teams.ts';
import { CATALOG } from './fake-strategy-engine.ts';
import { openStrategy } from './open-strategy.ts';
import { settle } from './settle.ts';
import { IDENTITY, LEARNED, TEAM_FILE } from './small-team-file.ts';

test('a team’s file is taken in with a row of its own, and can be chosen for other teams', async () => {
  const { lab } = await openStrategy();
  lab.openTeam(TEAM_FILE);
  lab.openTeam(TEAM_FILE);
  const { draft, problems, openedTeams, catalog } = lab.store.getState();
  expect(problems).toEqual([]);
  expect(openedTeams).toHaveLength(1);
  expect(draft?.teams.map(({ name, trained }) => [name, trained?.name, trained?.learns])).toEqual([
    ['Mine', 'Mine', false],
    ['Mine 2', 'Mine', false],
  ]);
  expect(draft?.rows.at(-1)).toEqual({
    name: 'Mine 2',
    steering: { kind: 'team', team: 'Mine 2' },
  });
  const choices = trainedChoices(catalog, openedTeams, draft?.teams ?? []);
  expect(choices.filter(({ name }) => name === 'Mine')).toHaveLength(1);
});

test('what is no team’s file changes nothing, and why is said', async () => {
  const { lab } = await openStrategy();
  const { draft } = lab.store.getState();
  expect(() => lab.openTeam('{')).toThrow('no JSON');
  expect(() => lab.openTeam(TEAM_FILE.replace('"planned":1', '"planned":2'))).toThrow(
    'was changed',
  );
  expect(lab.store.getState().draft).toEqual(draft);
});

test('a team becomes a trained one, with its choices, and learns anew again', async () => {
  const { lab } = await openStrategy();
  lab.openTeam(TEAM_FILE);
  const { draft, openedTeams } = lab.store.getState();
  const [choice] = openedTeams;
  if (!draft || !choice) throw new Error('there is no team');
  const anew = withUntrained(draft, 0, { id: 'dqn-held', warmUp: 64 });
  expect(anew.teams[0]).toEqual({ name: 'Mine', ...IDENTITY, controller: 'dqn-held', warmUp: 8 });
  expect(withUntrained(anew, 0, { id: 'dqn-paper', warmUp: 8 }).teams[0]).not.toHaveProperty(
    'warmUp',
  );
  expect(withUntrained(draft, 0, { id: 'dqn-held', warmUp: 64, reach: 5 }).teams[0]?.warmUp).toBe(
    4,
  );
  const again = withTrained(anew, 0, choice);
  expect(again.teams).toEqual(draft.teams);
  expect(parseStrategyConfig(again, CATALOG).ok).toBe(true);
});

test('whoever asks what a team has learned gets its file, or hears that there is none', async () => {
  const asked: string[] = [];
  const files = createTeamFiles((team) => asked.push(team));
  const [first, second] = [files.ask('Mine'), files.ask('Other')];
  expect(asked).toEqual(['Mine', 'Other']);
  files.take({ kind: 'teamLearned', team: 'Other', learned: null });
  files.take({ kind: 'teamLearned', team: 'Mine', learned: LEARNED });
  expect(JSON.stringify(await first)).toBe(TEAM_FILE);
  expect(await second).toBeNull();
});

test('a team that is kept may be chosen from then on, after a reload too, until it is deleted', async () => {
  const first = await openStrategy();
  const file = JSON.parse(TEAM_FILE) as TeamFile;
  await first.lab.keepTeam(file);
  const digests = ({ lab }: typeof first) =>
    lab.store.getState().openedTeams.map(({ digest }) => digest);
  expect(digests(first)).toEqual([file.digest]);
  const second = await openStrategy({ library: first.library });
  await settle();
  expect(digests(second)).toEqual([file.digest]);
  const [choice] = second.lab.store.getState().openedTeams;
  if (choice) second.lab.addTeamRow(choice);
  const { draft } = second.lab.store.getState();
  expect(draft?.teams.at(-1)?.trained).toMatchObject({ digest: file.digest, learned: LEARNED });
  await second.lab.forgetTeam(file.digest);
  expect(digests(second)).toEqual([]);
  expect((await keptTeamsOf(first.library).list()).items).toEqual([]);
  await expect(first.lab.keepTeam({ ...file, name: '' })).rejects.toThrow('no name');
});
