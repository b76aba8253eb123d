import type { Field, FieldGroup } from '#core/field.ts';
import { FAMILIES } from '#core/lineage.ts';
import type { RunConfig } from '#core/run-config.ts';
import { fieldValue } from '#store/set-up/configuration.ts';
import { activationWord } from '#store/words/mutation-words.ts';
import { valueWords } from '#store/words/value-words.ts';

/** Characters for which there is room. */
const LONGEST = 30;

/** One line for a folded group, as 'DQN · learning rate 1e-3 · batch size 64'. */
export function groupSummary(
  group: FieldGroup,
  fields: readonly Field[],
  config: RunConfig,
): string {
  if (group === 'mutation') {
    const shares = FAMILIES.map((family) => Number(config.mutation[family]) || 0);
    const sum = shares.reduce((total, share) => total + share, 0);
    const none = Number(config.mutation.none) || 0;
    return sum > 0 ? `${Math.round((1 - none / sum) * 100)} % of children mutate` : 'nothing set';
  }
  if (group === 'network') {
    const { encoderHidden, latent, headHidden, activation } = config.network;
    return `${[encoderHidden, latent, headHidden].flat().join(' → ')} · ${activationWord(activation)}`;
  }
  const shown = fields.filter(({ path, hyperparameter }) =>
    group === 'algorithm'
      ? path === 'algorithm' || hyperparameter?.part === 'value'
      : path !== 'populationSize',
  );
  let line = '';
  for (const field of shown) {
    const words = valueWords(fieldValue(config, field), field);
    const entry = field.path === 'algorithm' ? words : `${field.label.toLowerCase()} ${words}`;
    if (line.length + entry.length > LONGEST && line !== '') break;
    line = line === '' ? entry : `${line} · ${entry}`;
  }
  return line;
}
