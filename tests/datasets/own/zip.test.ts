import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { Damage } from '#archive/damage.ts';
import { openZip } from '#datasets/own/zip.ts';
import { zipOf } from './own-fixtures.ts';

const open = (data: Uint8Array) => openZip(data, 'my.zip');

/** The bytes of a zip with every place changed where a record of a kind begins. */
function patched(
  data: Uint8Array,
  signature: number,
  change: (view: DataView, at: number) => void,
): Uint8Array {
  const copy = data.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 4 <= copy.length; at++)
    if (view.getUint32(at, true) === signature) change(view, at);
  return copy;
}

const DIRECTORY = 0x02014b50;
const END = 0x06054b50;

test('files come out as they went in; what systems leave beside them is passed over', async () => {
  const { files } = open(
    zipOf({
      'a/b.txt': 'hello',
      'empty.txt': '',
      './c\\d.txt': 'there',
      '__MACOSX/a/._b.txt': 'junk',
      'a/.DS_Store': 'junk',
      'Thumbs.db': 'junk',
      'folder/': '',
    }),
  );
  expect([...files.keys()]).toEqual(['a/b.txt', 'empty.txt', 'c/d.txt']);
  expect(await files.get('a/b.txt')?.read()).toEqual(strToU8('hello'));
  expect(await files.get('empty.txt')?.read()).toEqual(new Uint8Array(0));
  expect(files.get('c/d.txt')?.bytes).toBe(5);
});

test('files that are only stored are read too', async () => {
  const { files } = open(zipSync({ 'a.txt': [strToU8('hello'), { level: 0 }] }));
  expect(await files.get('a.txt')?.read()).toEqual(strToU8('hello'));
});

test('a changed byte is found when its file is read', async () => {
  for (const level of [0, 6] as const) {
    const data = zipSync({ 'a.txt': [strToU8('hello, hello, hello'), { level }] });
    const broken = data.slice();
    broken[40] = (broken[40] ?? 0) ^ 1; // within the packed content
    await expect(open(broken).files.get('a.txt')?.read()).rejects.toThrow(/^my\.zip: .*a\.txt/);
    await expect(open(broken).files.get('a.txt')?.read()).rejects.toThrow(Damage);
  }
});

test('one name twice is refused by it', () => {
  const data = zipOf({ 'aaaa.txt': '1', 'bbbb.txt': '2' });
  const text = new TextDecoder('latin1').decode(data).replaceAll('bbbb', 'aaaa');
  expect(() => open(strToU8(text, true))).toThrow('my.zip: it holds aaaa.txt twice');
  expect(() => open(zipOf({ 'a/b.txt': '1', 'a\\b.txt': '2' }))).toThrow('it holds a/b.txt twice');
});

test('a bomb is refused before it goes off', async () => {
  const bomb = zipSync({ 'a.png': [new Uint8Array(300e6), { level: 9 }] });
  expect(bomb.length).toBeLessThan(1e6);
  expect(() => open(bomb)).toThrow('my.zip: a.png would unpack to 300000000 bytes; 256000000 are');
  // one that lies about its size is stopped where the lie ends
  const lying = patched(bomb, DIRECTORY, (view, at) => view.setUint32(at + 24, 1000, true));
  await expect(open(lying).files.get('a.png')?.read()).rejects.toThrow(
    'my.zip: a.png: a.png unpacks to more than the 1000 bytes that it says',
  );
});

test('many files that are each within bounds are refused together', () => {
  const data = zipOf(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.png`, 'x'])));
  const large = patched(data, DIRECTORY, (view, at) => view.setUint32(at + 24, 250e6, true));
  expect(() => open(large)).toThrow('my.zip would unpack to more than 4000000000 bytes');
});

test('a zip with a password says so, and one of the 64-bit kind', () => {
  const data = zipOf({ 'a.png': 'x' });
  const locked = patched(data, DIRECTORY, (view, at) => view.setUint16(at + 8, 1, true));
  expect(() => open(locked)).toThrow('my.zip: a.png is locked with a password');
  const large = patched(data, END, (view, at) => view.setUint16(at + 10, 0xffff, true));
  expect(() => open(large)).toThrow('my.zip: it is a zip of the 64-bit kind');
});

test.each([
  [new Uint8Array(0), 'cut off'],
  [strToU8('Rar!'), 'cut off'],
  [zipOf({}), 'my.zip holds no file'],
  [zipOf({ 'folder/': '' }), 'my.zip holds no file'],
])('%# is refused: %s', (data, message) => {
  expect(() => open(data)).toThrow(message);
  expect(() => open(data)).toThrow(Damage);
});

test('a name in an old code page is still a name', () => {
  const data = zipOf({ 'x.png': 'x' });
  const text = new TextDecoder('latin1').decode(data).replaceAll('x.png', '\xe9.png');
  expect([...open(strToU8(text, true)).files.keys()]).toEqual(['é.png']);
});
