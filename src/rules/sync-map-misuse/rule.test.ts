import { testRule } from '../../../test/support/rule-tester.ts';
import { syncMapMisuse } from './rule.ts';

testRule(syncMapMisuse, new URL('./fixtures/', import.meta.url));
