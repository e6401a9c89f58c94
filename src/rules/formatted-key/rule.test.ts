import { testRule } from '../../../test/support/rule-tester.ts';
import { formattedKey } from './rule.ts';

testRule(formattedKey, new URL('./fixtures/', import.meta.url));
