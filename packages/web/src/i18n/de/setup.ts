import type { Translation } from '../translation.ts';

export const setup: Translation['setup'] = {
  title: 'Richte dein Parley ein',
  lead: 'Lege das Konto an, dem dieser Server gehört.',
  action: 'Einrichten',
  server: 'Dieser Server',
  account: 'Dein Konto',
  code: 'Einrichtungscode',
  codeHint: 'Der Server hat ihn dort ausgegeben, wo er gestartet wurde.',
  codeGiven: 'Der Einrichtungscode kam mit deinem Link.',
  instanceName: 'Name dieses Servers',
  instanceNameHint: 'Andere sehen ihn bei der Anmeldung.',
  skip: 'Nicht jetzt, nur ein Konto anlegen',
};
