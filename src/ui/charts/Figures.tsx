import { shortNumber } from '#store/words/mutation-words.ts';

/** Names with their numbers or words, as a tooltip and a sentence tell them. */
export type Figures = readonly (readonly [name: string, value: number | string])[];

const inWords = (value: number | string) =>
  typeof value === 'number' ? shortNumber(value) : value;

export function FiguresTooltip({
  told: [title, figures],
}: {
  readonly told: readonly [title: string, figures: Figures];
}) {
  return (
    <>
      <strong>{title}</strong>
      <dl>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{inWords(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** The same in words. */
export const figuresSentence = (title: string, figures: Figures): string =>
  `${title}: ${figures.map(([name, value]) => `${name} ${inWords(value)}`).join(', ')}.`;
