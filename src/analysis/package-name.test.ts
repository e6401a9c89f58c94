import { expect, it } from 'vitest';
import { packageName } from './package-name.ts';

it.each([
  ['package shop', 'shop'],
  ['\uFEFFpackage shop\r\n', 'shop'],
  ['// Copyright\n\n/* package no */\n//go:build linux\n\npackage shop_test // import "x"\n', 'shop_test'],
  ['package /* odd */ shop;', 'shop'],
  ['package größe\n', 'größe'],
])('finds the name in %j', (text, name) => {
  expect(packageName(text)).toBe(name);
});

it.each([
  [''],
  ['// package shop'],
  ['/* package shop'],
  ['packageshop'],
  ['import "x"\npackage shop'],
  ['package 1x'],
])('finds none in %j', (text) => {
  expect(packageName(text)).toBeUndefined();
});

it('takes no longer for many comment lines than it has to', () => {
  expect(packageName(`${'// line\n'.repeat(200_000)}package shop`)).toBe('shop');
});
