import { testRule } from '../../../test/support/rule-tester.ts';
import { missingCapacityHint } from './rule.ts';

testRule(missingCapacityHint, new URL('./fixtures/', import.meta.url));
