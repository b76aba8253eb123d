import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { serve, urlsOf } from '../../src/cli/server.mjs';

const at = (address: string, internal = false) =>
  ({
    address,
    internal,
    family: address.includes(':') ? 'IPv6' : 'IPv4',
  }) as NetworkInterfaceInfo;

const INTERFACES = {
  lo: [at('127.0.0.1', true), at('::1', true)],
  cable: [at('192.168.1.20'), at('2001:db8::7'), at('fe80::1')],
};
const urls = (host: string, address: string) => urlsOf(host, { address, port: 4173 }, INTERFACES);

test('an address or a name that is listened on is the one told', () => {
  expect(urls('localhost', '127.0.0.1')).toEqual({ url: 'http://localhost:4173/', elsewhere: [] });
  expect(urls('192.168.1.20', '192.168.1.20').url).toBe('http://192.168.1.20:4173/');
  expect(urls('classroom.local', '192.168.1.20').url).toBe('http://classroom.local:4173/');
});

test('an address of IPv6 stands in brackets', () => {
  expect(urls('::1', '::1').url).toBe('http://[::1]:4173/');
});

test('where every address is listened on, those for other machines are told too', () => {
  expect(urls('0.0.0.0', '0.0.0.0')).toEqual({
    url: 'http://localhost:4173/',
    elsewhere: ['http://192.168.1.20:4173/'],
  });
  expect(urls('::', '::')).toEqual({
    url: 'http://localhost:4173/',
    elsewhere: ['http://192.168.1.20:4173/', 'http://[2001:db8::7]:4173/'],
  });
});

test.each(['localhost', '127.0.0.1', '0.0.0.0'])(
  'with --host %s, it answers as told',
  async (host) => {
    const server = await serve({ folder: 'public', port: 0, host });
    for (const url of [server.url, ...server.elsewhere]) {
      const response = await fetch(`${url}icon.svg`);
      expect([url, response.status]).toEqual([url, 200]);
    }
    await server.close();
  },
);
