import type { GoType } from './go-type.ts';
import { usualPackageName } from './import-path.ts';

/** A type as Go source, with `?` where it is not known. */
export function typeText(type: GoType): string {
  switch (type.kind) {
    case 'basic':
      return type.name;
    case 'map':
      return `map[${typeText(type.key)}]${typeText(type.elem)}`;
    case 'slice':
      return `[]${typeText(type.elem)}`;
    case 'array':
      return `[${type.length ?? '?'}]${typeText(type.elem)}`;
    case 'pointer':
      return `*${typeText(type.elem)}`;
    case 'channel':
      return `chan ${typeText(type.elem)}`;
    case 'function':
      return 'func(…)';
    case 'struct':
      return type.fields.length === 0 ? 'struct{}' : 'struct{…}';
    case 'interface':
      return 'interface';
    case 'named':
      return namedText(type);
    case 'typeParameter':
      return type.name;
    case 'unknown':
      return '?';
  }
}

function namedText({ path, name, args }: GoType & { kind: 'named' }): string {
  const qualified = path === undefined ? name : `${usualPackageName(path)}.${name}`;
  return args === undefined ? qualified : `${qualified}[${args.map(typeText).join(', ')}]`;
}
