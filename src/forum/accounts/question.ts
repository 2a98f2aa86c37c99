import { randomInt } from 'node:crypto'
import type { Viewer } from '../members/member.js'
import { badField } from '../../refusal.js'
import type { Settings } from '../site/settings.js'
import { oneLine } from '../../text/code-points.js'
import { typed } from '../../fields.js'

/**
 * A question as a form shows it; `answerShown` when the setting says to print the answer beside it, `answer` what was
 * answered rightly before, and empty otherwise.
 */
export interface Question {
  id: number
  text: string
  answerShown: string | null
  answer: string
}

/** The longest answer that is looked at, UTF-16 code units. */
const LONGEST_ANSWER = 1000

/**
 * A question for the form, or null when none is asked there of this viewer. PHPWind 1.16. `sent` is the form that comes
 * back: what was answered rightly in it is the same question with its answer, and need not be answered again.
 */
export function drawQuestion(
  settings: Settings,
  place: 'register' | 'post',
  viewer: Viewer,
  sent?: unknown,
): Question | null {
  if (!isAsked(settings, place, viewer)) return null
  const given = { questionId: typed(sent, 'questionId'), answer: typed(sent, 'answer') }
  const isAnswered = isRight(settings, given)
  const id = isAnswered ? Number(given.questionId) : randomInt(settings.questions.length)
  const { text, answer } = split(settings.questions[id]!)
  const answerShown = settings.questionShowAnswer ? answer : null
  return { id, text, answerShown, answer: isAnswered ? given.answer : '' }
}

/** Throws a Refusal on `answer` when a question is asked here and was not answered rightly. */
export function requireAnswer(
  settings: Settings,
  place: 'register' | 'post',
  viewer: Viewer,
  given: { questionId: string; answer: string },
): void {
  if (isAsked(settings, place, viewer) && !isRight(settings, given))
    throw badField('answer', (t) => t.member.questionWrong)
}

function isRight(
  settings: Settings,
  { questionId, answer }: { questionId: string; answer: string },
): boolean {
  const entry = /^\d{1,4}$/.test(questionId) ? settings.questions[Number(questionId)] : undefined
  return (
    entry !== undefined && answer.length <= LONGEST_ANSWER && folded(split(entry).answer) === folded(answer)
  )
}

// Whoever types `２０６` or `Beijing` has answered as well as who types `206` or `beijing`.
function folded(answer: string): string {
  return oneLine(answer.normalize('NFKC')).toLowerCase().replace(/\s+/g, ' ')
}

function isAsked(settings: Settings, place: 'register' | 'post', viewer: Viewer): boolean {
  if (settings.questions.length === 0) return false
  if (place === 'register') return settings.questionOnRegister
  return settings.questionOnPost && (viewer?.postTotal ?? 0) < settings.questionExemptPosts
}

function split(entry: string): { text: string; answer: string } {
  const bar = entry.lastIndexOf('|')
  return { text: entry.slice(0, bar).trim(), answer: entry.slice(bar + 1).trim() }
}
