import { testRule } from '../../../test/support/rule-tester.ts';
import { mapSearch } from './rule.ts';

testRule(mapSearch, new URL('./fixtures/', import.meta.url));
