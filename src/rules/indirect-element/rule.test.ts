import { testRule } from '../../../test/support/rule-tester.ts';
import { indirectElement } from './rule.ts';

testRule(indirectElement, new URL('./fixtures/', import.meta.url));
