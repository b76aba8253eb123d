import Papa from 'papaparse';
import { Damage } from '#archive/damage.ts';
import type { Split } from '#core/strategy/domain.ts';
import {
  type ClassList,
  createClassList,
  type LabelledFile,
  type LabelledFiles,
  MOST_IMAGES,
  sorted,
  splitNamed,
} from './labelled-files.ts';
import { isImage } from './match-images.ts';

const FILE_COLUMNS = /^(file_?name|file|image|image_?name|image_?id|path|img|id|name)$/i;
const LABEL_COLUMNS = /^(labels?|label_?names?|tags?|class(es)?|categor(y|ies))$/i;
const SPLIT_COLUMNS = /^(split|set|subset|partition|fold)$/i;
const CONFIDENCE_COLUMNS = /^confidence$/i;

/** Names between which a cell of labels is parted. */
const SEPARATORS = /[|;]/;

/** Confidence from which a label counts, as of OpenImages' long tables: 1 is seen, 0 seen not to be there. */
const SURE = 0.5;

const WIDE_VALUES: Readonly<Record<string, boolean>> = {
  '1': true,
  '1.0': true,
  true: true,
  yes: true,
  '0': false,
  '0.0': false,
  '-1': false,
  '': false,
  false: false,
  no: false,
};

/** One row a line of the table, with the number of the line it begins in. */
interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Labels from a table. Its first line names the columns: one of files; then either one of labels, as `cat|dog`, whose
 * file may come in many rows; or a column per class with 1 or 0. A column `split` may say train, val or test. Commas,
 * semicolons and tabs between cells are told apart. Throws a {@link Damage} that names what is wrong and where.
 */
export function readCsvLabels(text: string, path: string): LabelledFiles {
  const table = parseTable(text, path);
  const columnOf = (name: RegExp) => table.header.findIndex((each) => name.test(each));
  const fileColumn = Math.max(0, columnOf(FILE_COLUMNS));
  const labelColumn = columnOf(LABEL_COLUMNS);
  const splitColumn = columnOf(SPLIT_COLUMNS);
  const confidenceColumn = columnOf(CONFIDENCE_COLUMNS);
  const special = [fileColumn, labelColumn, splitColumn, confidenceColumn];
  const classColumns = [...table.header.keys()].filter((at) => !special.includes(at));
  const isWide = labelColumn < 0;
  if (isWide && classColumns.length === 0)
    throw new Damage(
      `${path} has no column of labels: call one ‘labels’, or have one per class with 1 or 0`,
    );
  const classes = createClassList(path);
  const wide = isWide ? wideClasses(table, classColumns, classes, path) : [];
  const found = new Map<string, { readonly labels: Set<number>; split: Split | null }>();
  for (const [i, row] of table.rows.entries()) {
    const where = `row ${i + 2} of ${path}`;
    if (row.length !== table.header.length)
      throw new Damage(`${where} has ${row.length} cells; the first has ${table.header.length}`);
    const name = (row[fileColumn] ?? '').trim();
    if (name === '') throw new Damage(`${where} names no file`);
    const known = found.get(name);
    if (known && isWide) throw new Damage(`${where} is about ${name}, as a row before is`);
    const entry = known ?? { labels: new Set<number>(), split: null };
    found.set(name, entry);
    if (found.size > MOST_IMAGES) throw new Damage(`${path} has more than ${MOST_IMAGES} images`);
    if (splitColumn >= 0) entry.split = needSplit(row[splitColumn] ?? '', where);
    const isSure = confidenceColumn < 0 || needNumber(row[confidenceColumn], where) >= SURE;
    const labels = isWide
      ? wide.filter(({ column }) => needFlag(row[column] ?? '', where, table.header[column]))
      : labelsIn(row[labelColumn] ?? '', classes).map((label) => ({ label }));
    if (isSure) for (const { label } of labels) entry.labels.add(label);
  }
  const files = Array.from(
    found,
    ([name, { labels, split }]): LabelledFile => ({
      name,
      labels: sorted(labels),
      unjudged: [],
      split,
    }),
  );
  return { classes: classes.names, files, notes: [] };
}

function parseTable(text: string, path: string): Table {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    skipEmptyLines: 'greedy',
  });
  const [error] = errors.filter(({ type }) => type !== 'Delimiter'); // one column is a table too
  if (error) throw new Damage(`row ${(error.row ?? 0) + 1} of ${path}: ${error.message}`);
  const [header, ...rows] = data;
  if (!header || rows.length === 0)
    throw new Damage(`${path} has no rows: its first line names the columns, each other an image`);
  if (header.some((cell) => isImage(cell.trim())))
    throw new Damage(`the first line of ${path} must name the columns, as: file,labels`);
  return { header: header.map((cell) => cell.trim()), rows };
}

function wideClasses(
  { header }: Table,
  columns: readonly number[],
  classes: ClassList,
  path: string,
): readonly { readonly column: number; readonly label: number }[] {
  return columns.map((column) => {
    const before = classes.names.length;
    const label = classes.at(header[column] ?? '');
    if (classes.names.length === before)
      throw new Damage(`${path} has two columns named ‘${header[column]}’`);
    return { column, label };
  });
}

const labelsIn = (cell: string, classes: ClassList): number[] =>
  cell
    .split(SEPARATORS)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => classes.at(name));

function needFlag(cell: string, where: string, column: string | undefined): boolean {
  const value = cell.trim().toLowerCase();
  if (Object.hasOwn(WIDE_VALUES, value)) return WIDE_VALUES[value] as boolean;
  throw new Damage(`${where} says ‘${cell.slice(0, 40)}’ of ${column}; 1 or 0 would be right`);
}

function needSplit(cell: string, where: string): Split | null {
  if (cell.trim() === '') return null;
  const split = splitNamed(cell);
  if (split === null)
    throw new Damage(
      `${where} names the split ‘${cell.slice(0, 40)}’; train, val or test would be right`,
    );
  return split;
}

function needNumber(cell: string | undefined, where: string): number {
  const value = cell?.trim() ? Number(cell) : Number.NaN;
  if (Number.isNaN(value)) throw new Damage(`${where} has no number for its confidence`);
  return value;
}
