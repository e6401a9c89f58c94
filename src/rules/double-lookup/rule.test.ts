import { testRule } from '../../../test/support/rule-tester.ts';
import { doubleLookup } from './rule.ts';

testRule(doubleLookup, new URL('./fixtures/', import.meta.url));
