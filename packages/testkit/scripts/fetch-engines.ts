// Usage: npm run engines. Fetches the search engines that tests run against, once.
import { fetchEngine } from '../src/engines/engine-cache.ts';
import { searchDistributions } from '../src/engines/search-distribution.ts';

for (const distribution of searchDistributions) console.log(await fetchEngine(distribution));
