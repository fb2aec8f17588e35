import { commandTable } from '@parley/server/command/command-table.ts';
import { commandReference } from '@parley/server/command/help-text.ts';
import { optionsReference } from '@parley/server/config/describe.ts';
import { apiPage } from './api-page.ts';
import { dependenciesPage } from './dependencies-page.ts';
import { errorsPage } from './errors-page.ts';
import { eventsPage } from './events-page.ts';
import { generatedFrom } from './markdown.ts';
import { queriesPage } from './queries-page.ts';

const server = 'packages/server/src';

/** Every generated page of docs/reference by its file name. */
export function referencePages(): Readonly<Record<string, string>> {
  return {
    'api.md': apiPage(),
    'command.md': `${generatedFrom(`${server}/command/command-table.ts`)}\n\n${commandReference(commandTable)}`,
    'dependencies.md': dependenciesPage(),
    'errors.md': errorsPage(),
    'events.md': eventsPage(),
    'queries.md': queriesPage(),
    'options.md': `${generatedFrom(`${server}/config/options.ts`)}\n\n${optionsReference()}`,
  };
}
