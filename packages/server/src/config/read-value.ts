import { isIP } from 'node:net';
import {
  type ChoiceOption,
  type IntegerOption,
  integerValues,
  type NetworksOption,
  type Option,
  type TextOption,
  type UrlOption,
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
    case 'networks':
      return readNetworks(option, text);
  }
}

function readText(option: TextOption, text: string): Reading {
  const least = option.minLength ?? 1;
  if (text.length < least)
    return { problem: `has ${text.length} characters`, remedy: `give at least ${least}` };
  if (option.form === undefined || option.form.pattern.test(text)) return { value: text };
  const shown = option.secret ? '' : ` (${quote(text)})`;
  return { problem: `has a form that is not possible${shown}`, remedy: `give ${option.form.words}` };
}

function readInteger(option: IntegerOption, text: string): Reading {
  const value = Number(text);
  const remedy = `give ${option.step ? 'one of' : 'a whole number from'} ${integerValues(option)}`;
  if (text.startsWith('tcp://')) {
    // Kubernetes sets PARLEY_PORT=tcp://… in every pod beside a service that is named parley.
    return {
      problem: 'holds a Kubernetes service link',
      remedy: `set enableServiceLinks: false, or ${remedy}`,
    };
  }
  if (!/^-?\d+$/.test(text)) return { problem: `is ${quote(text)}, not a whole number`, remedy };
  if (value < option.min || value > option.max) return { problem: `is ${text}, out of range`, remedy };
  if ((value - option.min) % (option.step ?? 1) !== 0) return { problem: `is ${text}`, remedy };
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

function readUrl(option: UrlOption, text: string): Reading {
  const schemes = option.schemes.map((scheme) => `${scheme}://`).join(' or ');
  const remedy = `give an address that starts with ${schemes}`;
  const addresses = option.several ? text.split(',').map((address) => address.trim()) : [text];
  for (const [index, address] of addresses.entries()) {
    const shown = option.secret ? '' : ` (${quote(address)})`;
    const which = addresses.length === 1 ? 'is' : `has at place ${index + 1} what is`;
    if (!URL.canParse(address)) return { problem: `${which} not an address${shown}`, remedy };
    const url = new URL(address);
    if (!option.schemes.includes(url.protocol.slice(0, -1)) || url.hostname === '') {
      return { problem: `${which} not such an address${shown}`, remedy };
    }
  }
  return { value: addresses.map((address) => address.replace(/\/+$/, '')).join(',') };
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
