import { page, table } from './markdown.ts';
import { type PlannedQuery, plannedQueries } from './query-plans.ts';

/** Every SQL statement of the server and the plan SQLite makes for it. */
export function queriesPage(): string {
  const groups = Map.groupBy(plannedQueries(), (query) => query.group);
  const intro =
    'Every SQL statement the server can make, with its plan on the real schema. A test fails when one of them scans a table.';
  const sections = [...groups].map(
    ([group, queries]) => `## ${group}\n\n${table(['name', 'statement', 'plan'], queries.map(row))}`,
  );
  return page('Queries', 'the named statements of the engines', [intro, ...sections]);
}

function row({ name, sql, plan }: PlannedQuery): string[] {
  return [name, `\`${sql}\``, plan.map((step) => step.replaceAll('<', '&lt;')).join('<br>')];
}
