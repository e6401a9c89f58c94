import { testRule } from '../../../test/support/rule-tester.ts';
import { insertWhileRanging } from './rule.ts';

testRule(insertWhileRanging, new URL('./fixtures/', import.meta.url));
