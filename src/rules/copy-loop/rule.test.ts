import { testRule } from '../../../test/support/rule-tester.ts';
import { copyLoop } from './rule.ts';

testRule(copyLoop, new URL('./fixtures/', import.meta.url));
