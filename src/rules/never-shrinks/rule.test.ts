import { testRule } from '../../../test/support/rule-tester.ts';
import { neverShrinks } from './rule.ts';

testRule(neverShrinks, new URL('./fixtures/', import.meta.url));
