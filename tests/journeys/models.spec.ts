import { holdBoth } from './axe.ts';
import { expect, test } from './journey.ts';
import { Lab } from './lab.ts';
import { dropFiles, MODEL_FILES, modelDialog } from './models.ts';

test('a model made by Keras is dropped, plays, and founds a population; axe finds nothing wrong', async ({
  page,
}) => {
  const lab = new Lab(page);
  await page.goto('./#/about');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await dropFiles(page, MODEL_FILES);
  const dialog = modelDialog(page);
  await expect(dialog).toContainText('4 → 32 relu → 24 relu → 2');
  await expect(dialog).toContainText('It becomes an agent of');
  await holdBoth(page, 'with a model opened', 'dialog');
  await dialog.getByRole('radio', { name: 'CartPole, learning by DQN' }).check();
  await dialog.getByRole('button', { name: 'Put it into the freezer' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Model of CartPole-v1 is in the freezer.');

  await dialog.getByRole('button', { name: 'Watch it play' }).click();
  const play = page.getByRole('dialog', { name: 'Model of CartPole-v1 at play' });
  await expect(play).toContainText(/return \d+ · step \d+ · push (left|right)/);
  await holdBoth(page, 'with a model at play', 'dialog');
  await play.getByRole('button', { name: 'Close' }).click();

  const freezer = page.getByRole('region', { name: 'Freezer' });
  await expect(freezer).toContainText('CartPole-v1 · DQN · from model.json · not tested yet');
  await freezer.getByRole('button', { name: 'Found a population of Model of CartPole-v1' }).click();
  await expect(page).toHaveURL(/#\/evolve/);
  await expect(lab.pause.or(lab.hash).first()).toBeVisible(); // it may soon reach its target
  await lab.reachGeneration(1);
});

test('the weights alone, and what is no policy, are refused in words', async ({ page }) => {
  const [json, weights] = MODEL_FILES;
  if (!json || !weights) throw new Error('the model has two files');
  await page.goto('./#/runs');
  const chooser = page.getByLabel('Files of runs or models');
  await chooser.setInputFiles([json]);
  const dialog = modelDialog(page);
  await expect(dialog.getByRole('alert')).toHaveText(
    'This model cannot become an agent: the file of weights “group1-shard1of1.bin” is missing; it must come together with model.json.',
  );
  await dialog.getByRole('button', { name: 'Close' }).click();

  const text = json.buffer.toString().replaceAll('"Dense"', '"LSTM"');
  await chooser.setInputFiles([{ ...json, buffer: Buffer.from(text) }, weights]);
  await expect(dialog.getByRole('alert')).toContainText(
    'the type of layer 1 is "LSTM"; it must be one of InputLayer, Dense',
  );
});
