import { testRule } from '../../../test/support/rule-tester.ts';
import { gcScannedMap } from './rule.ts';

testRule(gcScannedMap, new URL('./fixtures/', import.meta.url));
