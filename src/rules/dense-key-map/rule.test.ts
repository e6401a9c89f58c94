import { testRule } from '../../../test/support/rule-tester.ts';
import { denseKeyMap } from './rule.ts';

testRule(denseKeyMap, new URL('./fixtures/', import.meta.url));
