import { testRule } from '../../../test/support/rule-tester.ts';
import { boolMapAsSet } from './rule.ts';

testRule(boolMapAsSet, new URL('./fixtures/', import.meta.url));
