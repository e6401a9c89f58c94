// The build turns the named script, with all it imports, into one text (scripts/bundle-text.mjs).
declare module 'bundle-text:*' {
  const source: string;
  export default source;
}
