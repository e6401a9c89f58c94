import { testRule } from '../../../test/support/rule-tester.ts';
import { mapMadeInLoop } from './rule.ts';

testRule(mapMadeInLoop, new URL('./fixtures/', import.meta.url));
