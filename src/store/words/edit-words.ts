import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { Catalog } from '#core/catalog.ts';
import { fieldsFor } from '#core/fields.ts';
import { lowerFirst } from '#core/lower-first.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Edit } from '#protocol/messages.ts';
import { subjectOf } from './hyperparameter-words.ts';
import { valueWords } from './value-words.ts';

/** Values that an edit set, in the words of the form: as 'Tournament size' and '4'. */
export function editedSettings(
  { values }: Edit,
  config: RunConfig,
  catalog: Catalog,
): readonly { readonly label: string; readonly words: string }[] {
  const fields = fieldsFor(catalog, config);
  return Object.entries(values).map(([path, value]) => {
    const field = fields.find((each) => each.path === path);
    return { label: field?.label ?? path, words: valueWords(value, field) };
  });
}

/** An edit as a sentence: 'Learning rate set to 2e-3, tournament size set to 4 by hand.' */
export function editSentence(edit: Edit, config: RunConfig, catalog: Catalog): string {
  const changes = editedSettings(edit, config, catalog).map(
    ({ label, words }, i) => `${i === 0 ? label : lowerFirst(label)} set to ${words}`,
  );
  return `${changes.join(', ')} by hand.`;
}

/** A hyperparameter's value that a person gave to every agent alive. */
export interface HandSet {
  readonly generation: number;
  /** Name of the hyperparameter. */
  readonly name: string;
  /** Words such as 'learning rate set to 2e-3 by hand'. */
  readonly words: string;
}

/**
 * Lists the settings made by hand in agents that lived up to a generation, the first first: an edit reaches all alive.
 * Before generation `ownBegins` it was made in the run that the one shown branched off from.
 */
export function handSets(
  edits: readonly Edit[],
  until: number,
  { hyperparameters }: AlgorithmDeclaration,
  ownBegins: number,
): readonly HandSet[] {
  return edits
    .filter(({ generation }) => generation <= until)
    .flatMap(({ generation, values }) =>
      hyperparameters.flatMap((declared): HandSet[] => {
        const value = values[`hyperparameters.${declared.name}.value`];
        if (value === undefined) return [];
        const whose = generation < ownBegins ? ', before the branch' : '';
        const words = `${subjectOf(declared)} set to ${valueWords(value)} by hand${whose}`;
        return [{ generation, name: declared.name, words }];
      }),
    );
}
