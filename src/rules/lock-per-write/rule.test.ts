import { testRule } from '../../../test/support/rule-tester.ts';
import { lockPerWrite } from './rule.ts';

testRule(lockPerWrite, new URL('./fixtures/', import.meta.url));
