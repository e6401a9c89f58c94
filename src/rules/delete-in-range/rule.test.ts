import { testRule } from '../../../test/support/rule-tester.ts';
import { deleteInRange } from './rule.ts';

testRule(deleteInRange, new URL('./fixtures/', import.meta.url));
