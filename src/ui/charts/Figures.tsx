import type { ReactNode } from 'react';
import { shortNumber } from '#store/words/mutation-words.ts';
import styles from './Charts.module.css';

/** Names with their numbers or words, as a tooltip and a sentence tell them. */
export type Figures = readonly (readonly [name: string, value: number | string])[];

const inWords = (value: number | string) =>
  typeof value === 'number' ? shortNumber(value) : value;

/** Tells figures of a place of a chart, beside it where there is more room. */
export function FiguresTooltip({
  title,
  figures,
  x,
  width,
  gap = 12,
  children,
}: {
  readonly title: string;
  readonly figures: Figures;
  /** The place, and the width of the chart, px. */
  readonly x: number;
  readonly width: number;
  /** Between the place and the tooltip, px. */
  readonly gap?: number;
  /** Further figures. */
  readonly children?: ReactNode;
}) {
  return (
    <div
      className={styles['tooltip']}
      data-export="no"
      style={x > width / 2 ? { right: width - x + gap } : { left: x + gap }}
    >
      <strong>{title}</strong>
      <dl>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{inWords(value)}</dd>
          </div>
        ))}
      </dl>
      {children}
    </div>
  );
}

/** The same in words. */
export const figuresSentence = (title: string, figures: Figures): string =>
  `${title}: ${figures.map(([name, value]) => `${name} ${inWords(value)}`).join(', ')}.`;
