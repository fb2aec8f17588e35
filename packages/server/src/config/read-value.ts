import { isIP } from 'node:net';
import type {
  ChoiceOption,
  IntegerOption,
  NetworksOption,
  Option,
  TextOption,
  UrlOption,
  UrlsOption,
} from './option.ts';

/** A value of its option's type, or what is wrong with the text. */
export type Reading = { readonly value: unknown } | { readonly problem: string; readonly remedy: string };

/** Reads one option's text. Problems never repeat the text of a secret (CFG4). */
export function readValue(option: Option, text: string): Reading {
  switch (option.type) {
    case 'text':
      return readText(option, text);
    case 'integer':
      return readInteger(option, text);
    case 'ratio':
      return readRatio(text);
    case 'switch':
      return readSwitch(text);
    case 'choice':
      return readChoice(option, text);
    case 'url':
      return readUrl(option, text);
    case 'urls':
      return readUrls(option, text);
    case 'networks':
      return readNetworks(option, text);
  }
}

function readText(option: TextOption, text: string): Reading {
  const least = option.minLength ?? 1;
  if (text.length >= least) return { value: text };
  return { problem: `has ${text.length} characters`, remedy: `give at least ${least}` };
}

function readInteger(option: IntegerOption, text: string): Reading {
  const value = Number(text);
  const remedy = `give a whole number from ${option.min} to ${option.max}`;
  if (text.startsWith('tcp://')) {
    // Kubernetes sets PARLEY_PORT=tcp://… in every pod beside a service that is named parley.
    return {
      problem: 'holds a Kubernetes service link',
      remedy: `set enableServiceLinks: false, or ${remedy}`,
    };
  }
  if (!/^-?\d+$/.test(text)) return { problem: `is ${quote(text)}, not a whole number`, remedy };
  if (value < option.min || value > option.max) return { problem: `is ${text}, out of range`, remedy };
  return { value };
}

function readRatio(text: string): Reading {
  const remedy = 'give a number from 0 to 1, such as 0.05';
  if (!/^\d*\.?\d+$/.test(text)) return { problem: `is ${quote(text)}, not a number`, remedy };
  const value = Number(text);
  return value <= 1 ? { value } : { problem: `is ${quote(text)}, out of range`, remedy };
}

function readSwitch(text: string): Reading {
  const word = text.toLowerCase();
  if (['on', 'true', 'yes', '1'].includes(word)) return { value: true };
  if (['off', 'false', 'no', '0'].includes(word)) return { value: false };
  return { problem: `is ${quote(text)}`, remedy: 'give on or off' };
}

function readChoice(option: ChoiceOption, text: string): Reading {
  if (option.choices.includes(text)) return { value: text };
  return { problem: `is ${quote(text)}`, remedy: `give one of ${option.choices.join(', ')}` };
}

function readUrl(option: UrlOption | UrlsOption, text: string): Reading {
  const schemes = option.schemes.map((scheme) => `${scheme}://`).join(' or ');
  const remedy = `give an address that starts with ${schemes}`;
  const shown = option.secret ? '' : ` (${quote(text)})`;
  if (!URL.canParse(text)) return { problem: `is not an address${shown}`, remedy };
  const url = new URL(text);
  if (!option.schemes.includes(url.protocol.slice(0, -1)) || url.hostname === '') {
    return { problem: `is not such an address${shown}`, remedy };
  }
  return { value: text.replace(/\/+$/, '') };
}

/** Problems say which address it is by its place, since it may have a password in it. */
function readUrls(option: UrlsOption, text: string): Reading {
  const readings = text.split(',').map((part) => readServiceUrl(option, part.trim()));
  const urls = readings.flatMap((reading) => ('value' in reading ? [String(reading.value)] : []));
  for (const [at, reading] of readings.entries()) {
    if ('value' in reading) continue;
    const subject = readings.length === 1 ? '' : `has as address ${at + 1} of ${readings.length} one that `;
    return { problem: subject + reading.problem, remedy: reading.remedy };
  }
  const signedIn = urls.filter((url) => new URL(url).username !== '');
  if (signedIn.length === 0 || signedIn.length === urls.length) return { value: urls };
  return {
    problem: `has credentials in ${signedIn.length} of ${urls.length} addresses`,
    remedy: 'give them in each, as https://user:password@host:9200',
  };
}

function readServiceUrl(option: UrlsOption, text: string): Reading {
  const reading = readUrl(option, text);
  if (!('value' in reading)) return reading;
  const { search, hash, username, password } = new URL(text);
  if (search !== '' || hash !== '')
    return {
      problem: 'has ? or # in it',
      remedy: 'give the address alone; ? and # in a password as %3F and %23',
    };
  if ((username === '') !== (password === ''))
    return {
      problem: 'has half of the credentials',
      remedy: 'give both, as https://user:password@host:9200',
    };
  if (isPercentEncoded(username) && isPercentEncoded(password)) return reading;
  return { problem: 'has a % in its credentials that encodes nothing', remedy: 'write it as %25' };
}

function isPercentEncoded(text: string): boolean {
  return !/%(?![0-9a-f]{2})/i.test(text);
}

function readNetworks(_option: NetworksOption, text: string): Reading {
  const networks = text.split(',').map((part) => part.trim());
  const wrong = networks.find((network) => !isNetwork(network));
  if (wrong === undefined) return { value: networks };
  return {
    problem: `has ${quote(wrong)}, which is no address or network`,
    remedy: 'give addresses such as 127.0.0.1 or networks such as 10.0.0.0/8, separated by commas',
  };
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
