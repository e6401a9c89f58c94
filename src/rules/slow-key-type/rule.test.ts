import { testRule } from '../../../test/support/rule-tester.ts';
import { slowKeyType } from './rule.ts';

testRule(slowKeyType, new URL('./fixtures/', import.meta.url));
