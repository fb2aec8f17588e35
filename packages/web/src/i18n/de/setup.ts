import type { Translation } from '../translation.ts';

export const setup: Translation['setup'] = {
  title: 'Richte dein Parley ein',
  lead: 'Lege das Konto an, dem dieser Server gehört.',
  action: 'Einrichten',
  code: 'Einrichtungscode',
  codeHint: 'Der Server hat ihn dort ausgegeben, wo er gestartet wurde.',
  codeGiven: 'Der Einrichtungscode stand schon in der Adresse.',
  instanceName: 'Name dieses Servers',
  instanceNameHint: 'Andere sehen ihn bei der Anmeldung.',
  skip: 'Nicht jetzt, nur ein Konto anlegen',
};
