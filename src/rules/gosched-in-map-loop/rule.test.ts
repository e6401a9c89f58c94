import { expect, it } from 'vitest';
import { analyze } from '../../../test/support/analyze.ts';
import { testRule } from '../../../test/support/rule-tester.ts';
import { applyEdits } from '../../base/text.ts';
import { goschedInMapLoop } from './rule.ts';

testRule(goschedInMapLoop, new URL('./fixtures/', import.meta.url));

const source = (call: string, more = ''): string => `package p

import (
	"runtime"
	"time"
)

func f(m map[string]int, names []string) {
	for i, name := range names {
		m[name] = i
		${call}
	}
	${more}
}
`;

const fixesOf = async (text: string): Promise<readonly string[]> => {
  const { findings } = await analyze(text, { rules: [goschedInMapLoop] });
  return findings.flatMap(({ fixes }) =>
    fixes.map(({ applicability, edits }) => `${applicability} ${applyEdits(text, edits)}`),
  );
};

it('takes a call away with its line, without a look only where it did nothing', async () => {
  const others = 'runtime.GC()\n\ttime.Sleep(time.Second)';
  const without = source('', others).replace('\t\t\n', '');
  expect(await fixesOf(source('runtime.Gosched()', others))).toEqual([`review ${without}`]);
  expect(await fixesOf(source('time.Sleep(0)', others))).toEqual([`safe ${without}`]);
});

it('leaves a call that is the last use of its import', async () => {
  expect(await fixesOf(source('runtime.Gosched()', 'time.Sleep(1)'))).toEqual([]);
});

it('leaves a call whose line says more', async () => {
  expect(await fixesOf(source('time.Sleep(0) // let others run', 'time.Sleep(1)'))).toEqual([]);
});
