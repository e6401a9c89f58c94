import { testRule } from '../../../test/support/rule-tester.ts';
import { runtimeMapInternals } from './rule.ts';

testRule(runtimeMapInternals, new URL('./fixtures/', import.meta.url));
