import { testRule } from '../../../test/support/rule-tester.ts';
import { wrongCapacityHint } from './rule.ts';

testRule(wrongCapacityHint, new URL('./fixtures/', import.meta.url));
