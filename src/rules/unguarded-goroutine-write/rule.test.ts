import { describe, expect, it } from 'vitest';
import { analyze } from '../../../test/support/analyze.ts';
import { testRule } from '../../../test/support/rule-tester.ts';
import { unguardedGoroutineWrite } from './rule.ts';

testRule(unguardedGoroutineWrite, new URL('./fixtures/', import.meta.url));

describe('errgroup', () => {
  async function kindsFor(setUp: string): Promise<string[]> {
    const source = `package example

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"
)

func load(ctx context.Context, names []string, limit int) error {
	found := map[string]int{}
	${setUp}
	for _, name := range names {
		g.Go(func() error {
			found[name]++
			return nil
		})
	}
	return g.Wait()
}
`;
    const { findings } = await analyze(source, { rules: [unguardedGoroutineWrite] });
    return findings.map(({ kind }) => kind);
  }

  it.each([
    'var g errgroup.Group',
    'g := &errgroup.Group{}',
    'g, ctx := errgroup.WithContext(ctx)',
    'var g errgroup.Group; g.SetLimit(4)',
    'var g errgroup.Group; g.SetLimit(-1)',
    'var g errgroup.Group; g.SetLimit(runtime.NumCPU())',
  ])('is started by %s', async (setUp) => {
    expect(await kindsFor(setUp)).toEqual(['started-in-loop']);
  });

  it.each([
    'var g errgroup.Group; g.SetLimit(1)',
    'var g errgroup.Group; g.SetLimit(limit)',
    'g := other.NewGroup()',
    'ctx, g := errgroup.WithContext(ctx)',
  ])('may be limited to one, or be another, with %s', async (setUp) => {
    expect(await kindsFor(setUp)).toEqual([]);
  });
});
