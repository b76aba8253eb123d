import { type ReactNode, useState } from 'react';
import { LONGEST_NAME } from '#archive/run-record.ts';
import { dateWord, sizeWord } from '#store/library/run-words.ts';
import { KeptText } from '../parts/KeptText.tsx';
import { Menu, type MenuItem } from '../parts/Menu.tsx';
import styles from './Library.module.css';
import { Sparkline } from './Sparkline.tsx';

/** Row of a list of the library: a curve, what it is of, figures, how it stands, and what can be done with it. */
export function KeptRow({
  title,
  heading: Heading,
  curve,
  onRename,
  figures,
  createdAt,
  bytes,
  standing,
  standingWords = standing,
  main,
  menu,
  note,
  children,
}: {
  readonly title: string;
  readonly heading: 'h2' | 'h3';
  readonly curve: readonly number[];
  /** Resolves to whether it worked; absent: it has no name of its own. */
  readonly onRename?: (name: string) => Promise<boolean>;
  readonly figures: readonly (readonly [name: string, value: ReactNode])[];
  readonly createdAt: number;
  readonly bytes: number;
  readonly standing: string;
  readonly standingWords?: string;
  /** The button before the menu. */
  readonly main: ReactNode;
  readonly menu: (rename: MenuItem) => readonly MenuItem[];
  /** Note under the menu. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
}) {
  const [renaming, setRenaming] = useState(false);
  return (
    <li className={styles['run']} aria-label={title}>
      <Sparkline values={curve} />
      <div className={styles['what']}>
        {renaming && onRename ? (
          <KeptText
            label="Name of the run"
            text={title}
            longest={LONGEST_NAME}
            verb="Rename"
            onKeep={onRename}
            onClose={() => setRenaming(false)}
          />
        ) : (
          <Heading>{title}</Heading>
        )}
        {children}
      </div>
      <dl className={styles['figures']}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>begun</dt>
          <dd>
            <time dateTime={new Date(createdAt).toISOString()}>{dateWord(createdAt)}</time>
          </dd>
        </div>
        <div>
          <dt>size</dt>
          <dd>{sizeWord(bytes)}</dd>
        </div>
      </dl>
      <p className={styles['standing']} data-standing={standing}>
        {standingWords}
      </p>
      <div className={styles['actions']}>
        {main}
        <Menu
          label={`More for ${title}`}
          icon="more"
          items={menu({ label: 'Rename', onChoose: () => setRenaming(true) })}
          note={note}
        />
      </div>
    </li>
  );
}
