import { randomInt } from 'node:crypto'
import { messages } from '../i18n/zh-cn.js'
import type { Viewer } from '../members/member.js'
import { badField } from '../refusal.js'
import type { Settings } from '../site/settings.js'

/** A question as a form shows it; `answerShown` when the setting says to print the answer beside it. */
export interface Question {
  id: number
  text: string
  answerShown: string | null
}

/** A question for the form, or null when none is asked there of this viewer. PHPWind 1.16. */
export function drawQuestion(
  settings: Settings,
  place: 'register' | 'post',
  viewer: Viewer,
): Question | null {
  if (!isAsked(settings, place, viewer)) return null
  const id = randomInt(settings.questions.length)
  const { text, answer } = split(settings.questions[id]!)
  return { id, text, answerShown: settings.questionShowAnswer ? answer : null }
}

/** Throws a Refusal on `answer` when a question is asked here and was not answered rightly. */
export function requireAnswer(
  settings: Settings,
  place: 'register' | 'post',
  viewer: Viewer,
  { questionId, answer }: { questionId: string; answer: string },
): void {
  if (!isAsked(settings, place, viewer)) return
  const entry = /^\d{1,4}$/.test(questionId) ? settings.questions[Number(questionId)] : undefined
  if (entry === undefined || split(entry).answer !== answer.trim())
    throw badField('answer', messages.member.questionWrong)
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
