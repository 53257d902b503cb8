import type { ScenarioPromise } from '../../../simulation/scenario.ts';
import { ofMails } from './promises-of-mails.ts';
import { ofQueries } from './promises-of-queries.ts';
import { ofRecords } from './promises-of-records.ts';
import { ofViews } from './promises-of-views.ts';

export const promises: readonly ScenarioPromise[] = [...ofRecords, ...ofViews, ...ofQueries, ...ofMails];
