import { testRule } from '../../../test/support/rule-tester.ts';
import { bytesKey } from './rule.ts';

testRule(bytesKey, new URL('./fixtures/', import.meta.url));
