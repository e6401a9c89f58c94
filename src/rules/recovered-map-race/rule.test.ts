import { testRule } from '../../../test/support/rule-tester.ts';
import { recoveredMapRace } from './rule.ts';

testRule(recoveredMapRace, new URL('./fixtures/', import.meta.url));
