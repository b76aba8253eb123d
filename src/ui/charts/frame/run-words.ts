import { counted } from '#core/counted.ts';
import type { LabState } from '#store/lab/lab-state.ts';
import { individualOf } from '#store/words/mutation-words.ts';

/** Says which run is shown, as 'CartPole · DQN · 6 agents · seed 42'. */
export function runWords({ catalog, config, draft }: LabState): string {
  const shown = config ?? draft;
  if (!shown) return '';
  const title =
    (entries: readonly { readonly id: string; readonly title: string }[] = []) =>
    (id: string) =>
      entries.find((entry) => entry.id === id)?.title ?? id;
  const task = title(catalog?.environments)(shown.environment);
  const algorithm = catalog?.algorithms.find(({ id }) => id === shown.algorithm);
  const rule = title(catalog?.algorithms)(shown.algorithm);
  return `${task} · ${rule} · ${counted(shown.populationSize, individualOf(algorithm).one)} · seed ${shown.seed}`;
}
