/** Whether the program at `root` must be built before it runs. */
export function isStale(root: string): boolean
