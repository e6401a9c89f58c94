/** Why nothing can be said about a module: Go is missing, its dependencies cannot be had, it does not build as it is. */
export class Unusable extends Error {}
