/** One of the site's tips beside the reply form, the same for the same thread. PHPWind 1.15 rotates them. */
export function replyTip(tips: readonly string[], threadId: number): string {
  return tips[threadId % Math.max(1, tips.length)] ?? ''
}
