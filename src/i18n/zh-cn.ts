import { layout, common, times, title, done } from './zh-cn/common.js'
import { refusal, errorHeadings, errors } from './zh-cn/errors.js'
import { field, fieldNames, editor, draft } from './zh-cn/forms.js'
import { people, members } from './zh-cn/members.js'
import { member, account, accounts, accountSettingWords, questionSettingWords } from './zh-cn/accounts.js'
import { boards, emptyForum } from './zh-cn/boards.js'
import { thread, threads, threadSettingWords } from './zh-cn/threads.js'
import { post, posts, postSettingWords } from './zh-cn/posts.js'
import { mood, moods } from './zh-cn/reactions.js'
import { notice, notices } from './zh-cn/notices.js'
import { moderation, moderationSettingWords } from './zh-cn/moderation.js'
import { presenceSettingWords } from './zh-cn/presence.js'
import { jobs } from './zh-cn/jobs.js'
import { setup, terminal, firstSteps } from './zh-cn/setup.js'
import { admin } from './zh-cn/admin.js'
import { settings, siteSettingWords } from './zh-cn/site.js'

/**
 * Every word in simplified Chinese, a section or two per feature: code reads it as `messages.section.key`, views as
 * `t.section.key`, refusals as they are given it. A file per feature holds what its code and its views say.
 */
export const messages = {
  layout,
  common,
  times,
  title,
  done,
  refusal,
  errorHeadings,
  errors,
  field,
  fieldNames,
  editor,
  draft,
  people,
  members,
  member,
  account,
  accounts,
  boards,
  emptyForum,
  thread,
  threads,
  post,
  posts,
  mood,
  moods,
  notice,
  notices,
  moderation,
  jobs,
  setup,
  terminal,
  firstSteps,
  admin,
  settings: {
    ...settings,
    /** by name */
    about: {
      ...siteSettingWords,
      ...accountSettingWords,
      ...presenceSettingWords,
      ...questionSettingWords,
      ...threadSettingWords,
      ...postSettingWords,
      ...moderationSettingWords,
    },
  },
}

/** The words that pages and refusals are said in. */
export type Words = typeof messages
